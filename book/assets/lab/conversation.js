'use strict';
// One WebSocket of the page, and beside it what the tap saw of it.

(() => {
    const lab = globalThis.socketLab ??= {};
    const PATIENCE = 5000; // ms
    const WAITING = 50; // messages that may still be echoed

    const sizeOf = data => typeof data === 'string' ? new TextEncoder().encode(data).length : data.byteLength;
    const shown = data => typeof data === 'string' ? { text: data } : { bytes: [...new Uint8Array(data)] };

    class Conversation {
        // `told(entry)`: what the page is told or does. `passed(item)`: what
        // the wire carried. `heard(data)`: a message, for whoever measures.
        constructor(address, { told, passed, heard }) {
            Object.assign(this, { told, passed, heard });
            this.token = `lab=${Math.random().toString(36).slice(2, 10)}`;
            this.address = `${address}${address.includes('?') ? '&' : '?'}${this.token}`;
            this.ways = { up: new lab.Way('up'), down: new lab.Way('down') };
            this.page = { up: 0, down: 0 }; // bytes of messages
            this.frames = { up: 0, down: 0 }; // bytes of frames
            this.wire = { up: 0, down: 0 }; // all bytes
            this.count = { up: 0, down: 0 };
            this.waiting = [];
        }

        // Completes when it is open, or with `false` when that has failed.
        open() {
            this.started = performance.now();
            const socket = this.socket = new WebSocket(this.address);
            socket.binaryType = 'arraybuffer';
            this.tell({ kind: 'asked' });
            const late = setTimeout(() => socket.close(), PATIENCE);
            socket.onmessage = ({ data }) => this.hear(data);
            socket.onerror = () => this.tell({ kind: 'error' });
            return new Promise(resolve => {
                socket.onopen = () => {
                    clearTimeout(late);
                    this.wasOpen = true;
                    this.tell({ kind: 'open' });
                    resolve(true);
                };
                socket.onclose = ({ code, reason, wasClean }) => {
                    clearTimeout(late);
                    this.isOver = true;
                    this.waiting.splice(0).forEach(({ settle }) => settle(false));
                    this.tell({ kind: 'close', code, reason, wasClean });
                    resolve(false);
                };
            });
        }

        get isOpen() {
            return this.socket?.readyState === WebSocket.OPEN;
        }

        tell(entry) {
            this.told({ ...entry, ms: performance.now() - this.started });
        }

        hear(data) {
            const size = sizeOf(data);
            this.page.down += size;
            this.tell({ kind: 'message', number: this.count.down += 1, size, ...shown(data) });
            this.heard(data);
        }

        // Says something. It completes with the time until somebody of this
        // page heard it, or with `false`.
        say(data) {
            const size = sizeOf(data);
            this.page.up += size;
            this.tell({ kind: 'sent', number: this.count.up += 1, size, ...shown(data) });
            return new Promise(settle => {
                const late = setTimeout(settle, PATIENCE, false);
                const settled = value => {
                    clearTimeout(late);
                    settle(value);
                };
                this.waiting.push({ data, at: performance.now(), settle: settled });
                while (this.waiting.length > WAITING) this.waiting.shift().settle(false);
                this.socket.send(data);
            });
        }

        // The one of our messages that `matches`, and all before it, are
        // answered. Its time in ms.
        answer(matches) {
            const at = this.waiting.findIndex(({ data }) => matches(data));
            if (at < 0) return undefined;
            const answered = this.waiting.splice(0, at + 1);
            const ms = performance.now() - answered.at(-1).at;
            answered.forEach(({ settle }, other) => settle(other === at && ms));
            return ms;
        }

        // A page may send 1000, and 3000 to 4999; the browser throws at the rest.
        close(code, reason) {
            this.socket.close(...(code ? [code, reason] : []));
            this.isClosing = true;
            this.tell({ kind: 'closing', code: code ?? null, reason: reason ?? '' });
        }

        // What the tap tells of this connection.
        pass(piece) {
            this.first ??= piece.us;
            this.wire[piece.way] += piece.size ?? 0;
            for (const item of this.ways[piece.way].feed(piece)) {
                if (item.kind === 'frame') this.frames[piece.way] += item.size;
                this.passed({ ...item, ms: (item.us - this.first) / 1000 });
            }
        }

        // The tap has left something out.
        lose() {
            for (const way of Object.values(this.ways)) way.lose(0);
            this.passed({ kind: 'lost', why: 'the tap could not keep up, and has left something out' });
        }

        get isWholeOnTheWire() {
            return Boolean(this.ways.up.ended && this.ways.down.ended);
        }

        leave() {
            if (!this.socket) return;
            this.socket.onmessage = this.socket.onerror = this.socket.onclose = this.socket.onopen = null;
            this.waiting.splice(0).forEach(({ settle }) => settle(false));
            if (!this.isOver && !this.isClosing) this.socket.close();
        }
    }

    Object.assign(lab, { Conversation, sizeOf });
})();
