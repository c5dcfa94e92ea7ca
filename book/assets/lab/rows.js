'use strict';
// One row for each thing that the page was told, and one for each thing that
// the wire carried. All that comes from outside goes in as text.

(() => {
    const lab = globalThis.socketLab ??= {};
    const TEXT = 120; // characters of a message
    const BYTES = 24; // of a payload
    const LINES = 40; // of a head
    const SPOKEN = /^(?:GET |HTTP\/|upgrade:|connection:|sec-websocket-(?:key|accept|version):)/i;
    const ARROWS = { up: '\u2192 up', down: '\u2190 down' };

    function element(name, attributes = {}, ...children) {
        const made = document.createElement(name);
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        made.append(...children.filter(child => child || child === 0).map(child => child.nodeType ? child : String(child)));
        return made;
    }

    const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');
    const count = (size, one) => `${size.toLocaleString('en')} ${one}${size === 1 ? '' : 's'}`;

    function quoted(text, size) {
        const start = [...text.slice(0, 2 * TEXT)].slice(0, TEXT).join('');
        return start.length === text.length && size <= 256 ? `\u201c${text}\u201d` : `\u201c${start} \u2026\u201d`;
    }

    function cut(bytes, size) {
        const start = hex(bytes.slice(0, BYTES));
        return size > BYTES ? `${start} \u2026 and ${(size - BYTES).toLocaleString('en')} more` : start;
    }

    function codeOf({ code, reason }) {
        const { name, text } = lab.explain(code);
        const said = code === null ? 'without a code' : `code ${code}`;
        return { said: `${said}${reason ? `, reason \u201c${reason}\u201d` : ''}`, name, text };
    }

    const timeOf = ms => ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;

    function row(way, kind, ms, head, ...rest) {
        const time = ms === undefined ? '' : element('span', { class: 'time' }, `+${timeOf(ms)}`);
        // With spaces, or whoever hears it hears one long word.
        const words = [...head, time].filter(Boolean).flatMap(word => [word, ' ']);
        return element('li', { class: way ?? 'neither', 'data-kind': kind }, element('p', { class: 'what' }, ...words), ...rest);
    }

    const strong = text => element('strong', {}, text);
    const line = (name, ...children) => element('p', { class: name }, ...children);

    // What the page is told.

    const PAGE = {
        asked: () => ['up', [strong('new WebSocket')], []],
        open: () => ['down', [strong('open')], []],
        error: () => [undefined, [strong('error'), '(no more is said)'], []],
        sent: entry => ['up', [strong(`send ${entry.number}`), packetOf(entry)], [content(entry)]],
        message: entry => ['down', [strong(`message ${entry.number}`), packetOf(entry)], [content(entry)]],
        closing: entry => ['up', [strong('close')], [line('meaning', codeOf(entry).said)]],
        close: entry => {
            const { said, name, text } = codeOf(entry);
            return ['down', [strong('close')], [
                line('meaning', `${said}, wasClean ${entry.wasClean}`),
                line('explained', strong(`${entry.code}, ${name}: `), text),
            ]];
        },
    };

    // What Engine.IO calls it, if that is what is spoken.
    const packetOf = ({ packet }) => packet && element('span', { class: 'kind' }, packet);

    function content({ text, bytes, size }) {
        return text === undefined
            ? line('meaning', element('code', {}, cut(bytes, size)), ` (${count(size, 'byte')})`)
            : line('meaning', quoted(text, size), size > TEXT ? ` (${count(size, 'byte')})` : '');
    }

    lab.pageRow = (entry, badge) => {
        const [way, head, rest] = PAGE[entry.kind](entry);
        return row(way, entry.kind, entry.ms, [badgeOf(badge), ...head], ...rest);
    };

    // What the wire carried.

    const WIRE = {
        head({ size, lines, hidden, status, way }) {
            const shown = lines.slice(0, LINES).map(text =>
                element('p', { class: SPOKEN.test(text) ? 'meant' : 'cost' }, text));
            if (hidden) shown.push(element('p', { class: 'cost' }, `\u2026 and ${count(hidden, 'byte')} that the tap did not tell`));
            const name = way === 'up' ? 'request' : status === 101 ? 'answer 101' : `answer ${status ?? ''}, a refusal`;
            const summary = element('summary', {}, `its ${count(size, 'byte')}`);
            const fold = element('details', { class: 'head' }, summary, ...shown);
            const mark = /[?&]lab=/.test(lines[0]) && line('untold',
                'What stands behind \u201c?lab=\u201d is this panel\u2019s mark, by which it finds its own connection at the tap. A server need not know it.');
            return [[strong(name), 'HTTP'], [fold, mark]];
        },
        body: ({ size, text }) => [[strong('body'), count(size, 'byte')], [line('meaning', quoted(text, size))]],
        lost: ({ size, why, times = 1 }) => [[strong('unknown'), size ? `${count(size, 'byte')}${times > 1 ? ` in ${count(times, 'piece')}` : ''}` : ''],
            [line('untold', why ? `From here on frames cannot be told apart: ${why}.` : 'Where frames begin in it, nobody knows.')]],
        raw: ({ bytes, size }) => [[strong('bytes'), count(size, 'byte')],
            [line('meaning', element('code', {}, cut(bytes, size))), line('untold', 'No longer HTTP. Chapter 8 reads them.')]],
        end: ({ end, begun, missing }) => [[strong(end)], [
            line('untold', end === 'FIN' ? 'This side will write no more.' : 'The connection was torn down.'),
            begun && line('fault', `In the middle of a frame: ${missing ? `${count(missing, 'byte')} are missing` : 'its rest is missing'}.`),
        ]],
        frame: frame => [[strong(frame.name), element('span', { class: 'kind' }, frame.control ? 'control' : part(frame)), packetOf(frame)],
            [meaning(frame), fields(frame), cost(frame), note(frame), ...frame.faults.map(fault => line('fault', `Not allowed: ${fault}.`))]],
    };

    function part({ message, fragment, fin }) {
        return fin && fragment === 1 ? `message ${message}` : `message ${message}, fragment ${fragment}`;
    }

    function meaning({ opcode, payload, length, close }) {
        if (close) return line('meaning', codeOf(close).said);
        if (length === 0) return line('meaning', 'empty');
        const text = opcode === 2 ? '' : lab.textOf(payload);
        return line('meaning', text && !/[\0-\x08\x0e-\x1f\ufffd]/.test(text)
            ? quoted(text, length) : element('code', {}, cut(payload, length)));
    }

    // The bytes with a label each: what somebody meant is bold, what only
    // costs is lighter.
    function fields({ first, second, extended, form, length, mask, raw, payload, fin, name }) {
        const field = (kind, bytes, label) => element('span', { class: `field ${kind}` },
            element('code', {}, bytes), ' ', element('small', {}, label), ' ');
        const written = form === 7 ? length : form === 16 ? '126' : '127';
        const masked = mask ? 'mask + ' : '';
        return element('div', { class: 'bytes' },
            field('cost header', hex([first]), `${fin ? 'FIN + ' : ''}${name}`),
            field('cost header', hex([second]), `${masked}${written}`),
            extended.length > 0 && field('cost header', hex(extended), `length in ${form} bits: ${length.toLocaleString('en')}`),
            mask && field('cost key', hex(mask), 'mask key'),
            length > 0 && field('meant', cut(raw, length), mask ? 'payload, masked' : 'payload'),
            mask && length > 0 && field('meant clear', cut(payload, length), 'unmasked (not on the wire)'));
    }

    function cost({ size, overhead, mask, length, pieces }) {
        const header = overhead - (mask ? 4 : 0);
        return line('sum', `${count(size, 'byte')}: ${header} header, ${mask ? '4 mask, ' : ''}${length.toLocaleString('en')} payload`
            + (pieces > 1 ? `; in ${pieces} pieces` : ''));
    }

    function note({ opcode, control, fin, fragment, way, close }) {
        if (close) {
            const { name, text, travels } = lab.explain(close.code);
            return line('explained', strong(close.code === null ? 'No code: ' : `${close.code}, ${name}: `), text,
                travels ? '' : ' Yet here somebody has sent it.');
        }
        if (opcode === 9 && way === 'down') return line('untold', 'The page is not told. Its browser answers with a pong.');
        if (control) return line('untold', 'The page is not told.');
        if (way === 'down' && !fin) return line('untold', 'The page is told nothing yet.');
        if (way === 'down' && fragment > 1) return line('untold', `Now the page is told: one message, out of ${fragment} frames.`);
        return '';
    }

    // A frame for somebody who has not heard of frames: its bytes.
    lab.unread = ({ first, second, extended, mask, raw, ...item }) =>
        ({ ...item, kind: 'raw', name: 'bytes', bytes: [first, second, ...extended, ...mask ?? [], ...raw] });

    const badgeOf = badge => badge ? element('span', { class: 'badge' }, badge) : '';

    lab.wireRow = (item, badge) => {
        const [head, rest] = WIRE[item.kind](item);
        const way = item.way && element('span', { class: 'way' }, ARROWS[item.way]);
        return row(item.way, item.kind, item.ms, [badgeOf(badge), way, ...head], ...rest.filter(Boolean));
    };

    Object.assign(lab, { element, count, quoted });
})();
