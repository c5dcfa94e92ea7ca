'use strict';
// What a page would have been told of frames that were recorded: its side of
// the gap. A page hears of whole messages and of one end.

(() => {
    const lab = globalThis.socketLab ??= {};

    class Told {
        constructor() {
            this.parts = { up: null, down: null };
            this.closes = {}; // the first close frame of each way
        }

        // What the page is told, or does, when this has passed the wire.
        hear(item) {
            switch (item.kind) {
                case 'head': return this.head(item);
                case 'frame': return this.frame(item);
                case 'end': return this.end();
                default: return [];
            }
        }

        head({ way, status }) {
            if (way === 'up') return [{ kind: 'asked' }];
            if (status !== 101) return [];
            this.isOpen = true;
            return [{ kind: 'open' }];
        }

        frame(frame) {
            const { way } = frame;
            if (frame.opcode === 8) {
                this.closes[way] ??= frame.close;
                // Only what the page began is its own doing.
                const own = way === 'up' && !this.closes.down;
                return own ? [{ kind: 'closing', ...frame.close }] : [];
            }
            if (frame.control) return [];
            const part = frame.opcode === 0 ? this.parts[way] : { opcode: frame.opcode, bytes: [], size: 0 };
            if (!part) return [];
            part.bytes.push(...frame.payload);
            part.size += frame.length;
            this.parts[way] = frame.fin ? null : part;
            if (!frame.fin) return [];
            const data = part.opcode === 1 ? { text: lab.textOf(part.bytes) } : { bytes: part.bytes };
            return [{ kind: way === 'up' ? 'sent' : 'message', number: frame.message, size: part.size, ...data }];
        }

        // It is over when the connection is, whoever ends it first.
        end() {
            if (this.isOver) return [];
            this.isOver = true;
            const { up, down } = this.closes;
            const code = down ? down.code ?? 1005 : 1006;
            return [{ kind: 'close', code, reason: down?.reason ?? '', wasClean: Boolean(up && down) }];
        }
    }

    lab.Told = Told;
})();
