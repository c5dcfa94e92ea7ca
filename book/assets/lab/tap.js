'use strict';
// Listens to the tap in the running chapter: a stream of events, each a line
// of JSON about one piece that passed.

(() => {
    const lab = globalThis.socketLab ??= {};
    const PATIENCE = 3000; // ms
    const REQUEST = 4096; // bytes in which a request line has its end
    const STRANGERS = 1000; // that are counted

    class Tap {
        // `hear(piece)` is told of our connections, `lost()` when some of it
        // is missing, `others(count)` of connections that are not ours.
        constructor(address, { hear, lost, others }) {
            Object.assign(this, { address, hear, lost, others });
            this.ours = new Map(); // connection → token
            this.starts = new Map(); // connection → what may become a request line
            this.strangers = new Set();
            this.tokens = new Set();
        }

        // Completes when it hears all that comes from now on; `false` if it
        // cannot. What was said before is not ours.
        async open() {
            try {
                const signal = AbortSignal.timeout(PATIENCE);
                const answer = await fetch(`${this.address}/poll`, { cache: 'no-store', signal });
                const numbers = (await answer.text()).match(/^id: \d+$/gm) ?? [];
                const last = numbers.at(-1)?.slice(4) ?? 0;
                await this.listen(last);
                return true;
            } catch {
                this.close();
                return false;
            }
        }

        listen(last) {
            const source = this.source = new EventSource(`${this.address}/events?after=${last}`);
            source.onmessage = event => this.read(event.data);
            // The browser connects again by itself, and asks for what it has
            // missed. This says that it can no longer be told.
            source.addEventListener('gap', () => this.lost());
            return new Promise((resolve, reject) => {
                source.onopen = resolve;
                source.onerror = () => reject(new TypeError('closed'));
                setTimeout(reject, PATIENCE);
            }).then(() => source.onerror = null);
        }

        read(line) {
            let piece;
            try {
                piece = JSON.parse(line);
            } catch {
                return; // not every line is the tap's
            }
            if (!piece || typeof piece.connection !== 'number') return;
            const token = this.ours.get(piece.connection) ?? this.recognise(piece);
            if (token) this.hear(piece, token);
        }

        // Ours is the connection that asks for what we have asked for. Its
        // request line may come in several pieces.
        recognise(piece) {
            const { connection } = piece;
            if (this.strangers.has(connection)) return undefined;
            const held = this.starts.get(connection) ?? [];
            held.push(piece);
            const start = held.filter(({ way }) => way === 'up').map(({ bytes }) => bytes ?? '').join('');
            const request = String.fromCharCode(...(start.match(/../g) ?? []).map(pair => parseInt(pair, 16)));
            const token = [...this.tokens].find(token => request.split('\r\n')[0].includes(token));
            const whole = request.includes('\r\n') || request.length > REQUEST;
            const begins = 'GET '.startsWith(request.slice(0, 4));
            if (token && whole) {
                this.ours.set(connection, token);
                this.starts.delete(connection);
                held.slice(0, -1).forEach(early => this.hear(early, token));
                return token;
            }
            if (whole || !begins || piece.end || this.starts.size > STRANGERS) {
                this.starts.delete(connection);
                if (this.strangers.size < STRANGERS) this.strangers.add(connection);
                this.others(this.strangers.size);
            } else {
                this.starts.set(connection, held);
            }
            return undefined;
        }

        close() {
            this.source?.close();
        }
    }

    lab.Tap = Tap;
})();
