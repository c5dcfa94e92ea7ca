'use strict';
// A recording, step by step: each line is one step on the wire, and beside
// it stands what a page would have been told.

(() => {
    const lab = globalThis.socketLab ??= {};
    const { element } = lab;

    lab.Replay = class {
        // `show(steps)` is given all steps so far, to be drawn anew.
        constructor(text, { show, ended }) {
            this.steps = stepsOf(text);
            this.show = show;
            const button = (name, act) => {
                const made = element('button', { type: 'button' }, name);
                // Not `disabled`: that would take the focus away.
                made.onclick = () => made.getAttribute('aria-disabled') !== 'true' && act();
                return made;
            };
            this.next = button('Next', () => this.go(this.at + 1));
            this.back = button('Back', () => this.go(this.at - 1));
            this.again = button('Start over', () => this.go(0));
            this.caption = element('p', { class: 'caption' });
            this.element = element('div', { class: 'replay', role: 'group', 'aria-label': 'Replay of a recording' },
                this.caption, this.next, this.back, this.again, button('End the replay', ended));
            this.element.onkeydown = event => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.stopPropagation(); // or mdBook turns the page
                this.go(this.at + step);
            };
        }

        go(at) {
            this.at = Math.max(0, Math.min(at, this.steps.length));
            this.caption.textContent = `A recording, not your own chapter: step ${this.at} of ${this.steps.length}.`
                + ' With the keyboard: arrow right and left.';
            this.next.setAttribute('aria-disabled', this.at === this.steps.length);
            this.back.setAttribute('aria-disabled', this.at === 0);
            this.again.setAttribute('aria-disabled', this.at === 0);
            this.show(this.steps.slice(0, this.at), this.steps.length);
        }
    };

    function stepsOf(text) {
        const ways = { up: new lab.Way('up'), down: new lab.Way('down') };
        const told = new lab.Told();
        const lines = text.split('\n').filter(line => line.trim().startsWith('{'));
        const pieces = lines.map(line => JSON.parse(line));
        return pieces.map(piece => {
            const ms = (piece.us - pieces[0].us) / 1000;
            const wire = ways[piece.way].feed(piece).map(item => ({ ...item, ms }));
            // The tap's time: a recording has no other clock.
            const page = wire.flatMap(item => told.hear(item)).map(entry => ({ ...entry, ms }));
            return { piece, wire, page };
        });
    }
})();
