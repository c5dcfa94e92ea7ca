'use strict';
// A column of rows that keeps the newest, and stays where the reader looks.

(() => {
    const lab = globalThis.socketLab ??= {};
    const { element } = lab;
    const ROWS = 200;
    const NEAR = 24; // px from the end

    lab.Column = class {
        constructor(name, title, about, label) {
            this.list = element('ol', { role: 'list', tabindex: '0', 'aria-label': label });
            this.note = element('p', { class: 'note' });
            this.element = element('section', { 'data-side': name, 'aria-label': title },
                element('p', { class: 'name' }, element('strong', {}, title), element('span', {}, about)),
                this.note, this.list);
            this.clear();
        }

        clear() {
            this.dropped = 0;
            this.folded = new Map(); // way and badge → its row of bytes that nobody can tell apart
            this.list.replaceChildren();
            this.say('');
        }

        say(...note) {
            this.note.replaceChildren(...note);
            this.note.hidden = this.note.textContent === '';
        }

        // The last rows are what the reader has just asked for.
        mark(count) {
            [...this.list.children].slice(this.list.children.length - count).forEach(row => row.classList.add('now'));
        }

        // Of many rows that say nothing, one, with a sum.
        fold(item, badge) {
            const key = `${item.way} ${badge ?? ''}`;
            const { row: old, sum } = this.folded.get(key) ?? {};
            const goesOn = Boolean(old?.isConnected);
            const all = goesOn ? { ...sum, size: sum.size + item.size, times: sum.times + 1 } : { ...item, times: 1 };
            const row = lab.wireRow(all, badge);
            this.folded.set(key, { row, sum: all });
            if (goesOn) old.replaceWith(row);
            else this.add(row);
        }

        add(row) {
            const { list } = this;
            const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
            list.append(row);
            while (list.children.length > ROWS) {
                list.firstElementChild.remove();
                this.dropped += 1;
                this.say(`${this.dropped} older rows are gone.`);
            }
            if (isAtEnd) list.scrollTop = list.scrollHeight;
        }
    };
})();
