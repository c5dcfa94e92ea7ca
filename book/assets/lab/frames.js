'use strict';
// What a tap saw of one way of a connection, taken apart: a head of HTTP, and
// then frames (RFC 6455 §5.2). It judges nothing: it shows what is there, and
// notes what should not be. It knows no page, so that tests can load it alone.

(() => {
    const lab = globalThis.socketLab ??= {};
    const KEPT = 256; // bytes of a payload
    const LONGEST_HEAD = 16 * 1024; // bytes
    const OPCODES = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' };

    const latin1 = bytes => String.fromCharCode(...bytes);
    const number = bytes => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

    function bytesOf(hex) {
        const pairs = hex.match(/[0-9a-f]{2}/gi) ?? [];
        return pairs.map(pair => parseInt(pair, 16));
    }

    // How a length of this many bytes is written: in 7, 16 or 64 bits.
    function shortestForm(length) {
        return length < 126 ? 7 : length < 65536 ? 16 : 64;
    }

    // Is this a whole header? Its length, then; 0: not yet.
    function headerSize(bytes) {
        if (bytes.length < 2) return 0;
        const extended = { 126: 2, 127: 8 }[bytes[1] & 0x7f] ?? 0;
        const size = 2 + extended + (bytes[1] & 0x80 ? 4 : 0);
        return bytes.length < size ? 0 : size;
    }

    function closeOf(payload) {
        if (payload.length < 2) return { code: null, reason: '' };
        return { code: number(payload.slice(0, 2)), reason: textOf(payload.slice(2)) };
    }

    function textOf(bytes) {
        return new TextDecoder().decode(new Uint8Array(bytes));
    }

    // One way. The other one has another state.
    class Way {
        constructor(way) {
            this.way = way;
            this.state = 'head';
            this.head = [];
            this.header = [];
            this.frame = null;
            this.messages = 0;
            this.fragments = 0;
            this.pieces = 0; // that hold a part of what is coming
            this.found = [];
        }

        // Takes one line of the tap, gives what has become whole by it. Of
        // a long piece only the beginning was told: `size` counts the rest.
        feed(piece) {
            this.us = piece.us;
            this.found = [];
            if (piece.end) {
                this.end(piece.end);
                return this.found;
            }
            const known = bytesOf(piece.bytes);
            if (!this.hasBegun()) this.pieces = 0;
            this.pieces += 1;
            for (let at = 0; at < known.length;) {
                at += this.take(known, at);
            }
            if (piece.size > known.length) this.skip(piece.size - known.length);
            return this.found;
        }

        // Is a part of something here?
        hasBegun() {
            return this.frame !== null || this.header.length > 0 || (this.state === 'head' && this.head.length > 0);
        }

        // From here on nobody knows where a frame begins.
        lose(size, why) {
            if (this.state === 'lost') return;
            this.state = 'lost';
            this.frame = null;
            this.tell({ kind: 'lost', size, why });
        }

        tell(item) {
            this.found.push({ way: this.way, us: this.us, pieces: this.pieces, ...item });
            this.pieces = 1; // the rest of this piece belongs to the next
        }

        // Reads something at that place; how many bytes it was.
        take(bytes, at) {
            switch (this.state) {
                case 'head':
                    this.head.push(bytes[at]);
                    if (latin1(this.head.slice(-4)) === '\r\n\r\n') this.finishHead(0);
                    else if (this.head.length > LONGEST_HEAD) this.lose(this.head.length, 'a head without an end');
                    return 1;
                case 'header':
                    this.header.push(bytes[at]);
                    if (headerSize(this.header)) this.begin();
                    return 1;
                case 'payload': {
                    const { frame } = this;
                    const part = bytes.slice(at, at + frame.missing);
                    if (!frame.hidden) frame.raw.push(...part.slice(0, KEPT - frame.raw.length));
                    frame.missing -= part.length;
                    if (frame.missing === 0) this.finish();
                    return part.length;
                }
                case 'body':
                    this.tell({ kind: 'body', size: bytes.length - at, text: textOf(bytes.slice(at)) });
                    return bytes.length - at;
                default:
                    this.tell({ kind: 'lost', size: bytes.length - at });
                    return bytes.length - at;
            }
        }

        // Passes bytes that were not told.
        skip(size) {
            if (this.state === 'head') return this.finishHead(size);
            if (this.state !== 'payload') return this.lose(size, `${size} bytes of this piece were not told`);
            const part = Math.min(size, this.frame.missing);
            this.frame.hidden = true;
            this.frame.missing -= part;
            if (this.frame.missing === 0) this.finish();
            if (size > part) this.lose(size - part, `${size - part} bytes of this piece were not told`);
        }

        // A head of which the end was not told ends with its piece: nobody
        // sends a frame before the other has agreed.
        finishHead(hidden) {
            const lines = latin1(this.head).split('\r\n').filter(Boolean);
            const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(lines[0])?.[1]) || undefined;
            this.state = this.way === 'down' && status !== 101 ? 'body' : 'header';
            this.tell({ kind: 'head', size: this.head.length + hidden, hidden, lines, status });
        }

        begin() {
            const [first, second] = this.header;
            const form = { 126: 16, 127: 64 }[second & 0x7f] ?? 7;
            const extended = this.header.slice(2, 2 + (form === 7 ? 0 : form / 8));
            const length = form === 7 ? second & 0x7f : number(extended);
            const opcode = first & 0x0f;
            this.frame = {
                first, second, extended, length, form, opcode,
                name: OPCODES[opcode] ?? `opcode ${opcode}`,
                control: opcode >= 8,
                fin: (first & 0x80) !== 0,
                mask: second & 0x80 ? this.header.slice(-4) : null,
                overhead: this.header.length,
                size: this.header.length + length, // on the wire
                raw: [], // as it travels, at most KEPT bytes
                missing: length,
            };
            this.frame.faults = this.faults(this.frame);
            this.header = [];
            this.state = 'payload';
            if (length > Number.MAX_SAFE_INTEGER) this.lose(0, 'a length that nobody can mean');
            else if (length === 0) this.finish();
        }

        faults({ first, second, opcode, control, fin, length, form }) {
            return [
                first & 0x70 && 'a reserved bit is set',
                !(opcode in OPCODES) && 'an opcode without a meaning',
                control && !fin && 'a control frame in fragments',
                control && length > 125 && 'a control frame over 125 bytes',
                form !== shortestForm(length) && 'not the shortest form of its length',
                this.way === 'up' && !(second & 0x80) && 'not masked, as a client must',
                this.way === 'down' && second & 0x80 && 'masked, as a server must not',
            ].filter(Boolean);
        }

        finish() {
            const { missing, hidden, ...frame } = this.frame;
            const { mask, raw } = frame;
            frame.payload = mask ? raw.map((byte, at) => byte ^ mask[at % 4]) : raw;
            if (!frame.control) {
                const begins = frame.opcode !== 0;
                this.messages += begins ? 1 : 0;
                this.fragments = begins ? 1 : this.fragments + 1;
                Object.assign(frame, { message: this.messages, fragment: this.fragments });
            }
            if (frame.opcode === 8) frame.close = closeOf(frame.payload);
            this.frame = null;
            this.state = 'header';
            this.tell({ kind: 'frame', ...frame });
        }

        // A stream ends once, whatever a tap hears twice.
        end(end) {
            if (this.ended) return;
            this.ended = end;
            const missing = this.frame?.missing ?? 0;
            this.tell({ kind: 'end', end, begun: this.hasBegun(), missing, size: 0 });
        }
    }

    Object.assign(lab, { Way, textOf });
})();
