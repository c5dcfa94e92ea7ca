'use strict';
// The panel's buttons and fields, and its sums.

(() => {
    const lab = globalThis.socketLab ??= {};
    const { element } = lab;
    const BYTES = [0x00, 0x01, 0x02, 0xfe, 0xff]; // no text in any encoding
    const LONG = 65536; // the first length that needs 64 bits
    const ENDINGS = [
        ['1000, normal', 1000, 'enough'],
        ['no code', undefined, undefined],
        ['4000, private', 4000, 'ours'],
        ['1001, going away', 1001, ''],
    ];

    const button = (text, act) => {
        const made = element('button', { type: 'button' }, text);
        made.onclick = act;
        return made;
    };

    // How to say something; `act` has say(data), row() and second().
    lab.SayForm = class {
        constructor(kind, act) {
            this.input = element('input', { type: 'text', maxlength: '500', autocomplete: 'off' });
            this.label = element('span', {});
            this.which = element('select', {}, element('option', { value: '0' }, 'first'), element('option', { value: '1' }, 'second'));
            this.speaker = element('label', {}, 'Speak on the ', this.which, ' connection');
            const speaks = lab.packets[kind];
            const more = kind === 'websocket' ? [] : [
                button(`Send ${BYTES.length} bytes`, () => act.say(new Uint8Array(BYTES).buffer)),
                button(`Send ${LONG.toLocaleString('en')} letters`, () => act.say(speaks ? speaks.write('x'.repeat(LONG)) : 'x'.repeat(LONG))),
                button('Send ten, one by one', () => act.row()),
            ];
            this.another = button('Open a second connection', () => act.second());
            this.element = element('form', { class: 'say' }, this.speaker,
                element('label', {}, this.label, ' ', this.input), element('button', {}, 'Send text'), ...more,
                kind === 'websocket' && this.another);
            this.element.onsubmit = event => {
                event.preventDefault();
                act.say(this.input.value);
                if (kind === 'websocket') this.input.value = '';
            };
            this.which.onchange = () => act.chosen();
        }

        // How many connections there are, and what the field is for.
        show(connections, label) {
            this.speaker.hidden = connections < 2;
            this.another.hidden = connections > 1;
            this.label.textContent = label;
        }

        get chosen() {
            return Number(this.which.value);
        }
    };

    // With which code to close.
    lab.ClosingChoice = class {
        constructor() {
            this.select = element('select', {},
                ...ENDINGS.map(([name], at) => element('option', { value: at }, name)));
            this.element = element('label', {}, 'with ', this.select);
        }

        get ending() {
            const [, code, reason] = ENDINGS[this.select.value];
            return { code, reason };
        }
    };

    // Bytes that were meant, beside bytes that travelled.
    lab.Sums = class {
        constructor(kind) {
            this.cells = {};
            const cell = name => this.cells[name] = element('td', { 'data-sum': name }, '0');
            const line = (name, what) => element('tr', {}, element('th', { scope: 'row' }, name), cell(`${what} up`), cell(`${what} down`));
            const head = ['bytes', 'up', 'down'].map(name => element('th', { scope: 'col' }, name));
            this.wire = [line(kind === 'upgrade' ? 'behind the handshake' : 'in frames', 'frames'), line('with the handshake', 'wire')];
            this.element = element('table', { class: 'sums' }, element('thead', {}, element('tr', {}, ...head)),
                element('tbody', {}, line('in messages', 'page'), ...this.wire));
        }

        // Without a tap nobody has counted them.
        tapped(isTapped) {
            this.wire.forEach(line => line.hidden = !isTapped);
        }

        show(of) {
            for (const [name, cell] of Object.entries(this.cells)) {
                cell.textContent = of(...name.split(' ')).toLocaleString('en');
            }
        }
    };

    Object.assign(lab, { button });
})();
