'use strict';
// The lab: what a page's JavaScript is told of a WebSocket, beside what the
// wire carried, from the reader's own running chapter.
// <div class="panel" data-lab="upgrade|frame|websocket|engine|events" data-command="…">,
// with data-socket and data-tap if the chapter is not where it always is. A
// <script type="application/json" class="recording"> inside can be replayed.

(() => {
    const lab = globalThis.socketLab;
    const { element, button, words, quoted } = lab;
    const SOCKET = 'ws://127.0.0.1:8888/';
    const TAP = 'http://127.0.0.1:8890';
    const TWO_CLOCKS = 'Two clocks: the page\u2019s begins at \u201cnew WebSocket\u201d, the tap\u2019s with '
        + 'the request. Both say 0 there, so the same thing can seem some milliseconds later on the left.';
    const ONE_CLOCK = 'One clock: in a recording both columns have the tap\u2019s times. '
        + 'A page sends a little earlier and is told a little later.';
    const STUCK = 3000; // ms after which a close that nobody answers is explained
    const ROW = 10; // messages, one by one

    class Panel {
        constructor(place) {
            const { lab: kind, command, socket, tap } = place.dataset;
            this.kind = kind;
            this.speaks = lab.packets[kind];
            this.command = command;
            this.addresses = { socket: socket ?? SOCKET, tap: tap ?? TAP };
            const recording = place.querySelector('script.recording')?.textContent;

            this.button = button('Connect', () => this.press());
            this.ending = new lab.ClosingChoice();
            this.status = element('p', { role: 'status' });
            this.form = new lab.SayForm(kind, {
                say: data => this.say(data), row: () => this.sayInARow(), second: () => this.second(), chosen: () => this.arrange(),
            });
            this.plot = new lab.Plot(kind === 'websocket' ? 'From said to heard by the other' : 'There and back');
            this.sums = new lab.Sums(kind);
            this.page = new lab.Column('page', 'What the page is told', 'and what it asks for', 'What the page is told, oldest first');
            this.wire = new lab.Column('wire', 'What the wire carried', 'seen by a tap in the chapter', 'What the wire carried, oldest first');
            this.others = element('p', { class: 'others' });
            this.clocks = element('p', { class: 'clocks' });
            this.figures = element('div', { class: 'figures' }, this.sums.element, kind !== 'upgrade' && this.plot.element);
            this.columns = element('div', { class: 'columns' }, this.page.element, this.wire.element);
            const controls = element('div', { class: 'controls' }, this.button, this.ending.element);
            place.replaceChildren(controls, this.status, this.form.element, this.figures, this.columns, this.clocks, this.others);
            if (recording) this.prepareReplay(recording, controls);
            this.showColumns(false);
            this.tell(`Connect looks for your running chapter on ${new URL(this.addresses.socket).host}.`
                + (recording ? ' The recording needs none.' : ''));
            this.arrange();
            // A page that is kept for the way back must not seem connected.
            addEventListener('pagehide', () => this.leave());
        }

        tell(...text) {
            this.status.replaceChildren(...text);
        }

        get isConnected() {
            return Boolean(this.session && !this.session.isOver);
        }

        // Shows what can be done now, and keeps the focus where something is.
        arrange() {
            const open = Boolean(this.session?.wasOpen && this.isConnected);
            const within = this.form.element.contains(document.activeElement) || this.ending.element.contains(document.activeElement);
            this.button.textContent = this.isConnected && !this.isStuck ? 'Close' : 'Connect';
            this.ending.element.hidden = !open || this.kind === 'upgrade';
            this.form.element.hidden = !open || this.kind === 'upgrade';
            if (this.replayButton) this.replayButton.hidden = this.isConnected || this.isReplaying;
            if (within && !open) this.button.focus();
            const { isNamed } = this.conversation ?? {};
            this.form.show(this.session?.conversations.length ?? 0,
                this.kind !== 'websocket' ? 'Say' : isNamed ? 'Say' : 'Your name, the first message');
        }

        get conversation() {
            return this.session?.conversations[this.form.chosen] ?? this.session?.conversations[0];
        }

        press() {
            if (this.isConnected && !this.isStuck) this.close();
            else this.connect();
        }

        clear() {
            this.leave();
            this.endReplay();
            this.page.clear();
            this.wire.clear();
            this.plot.clear();
            this.others.textContent = '';
            this.clocks.textContent = TWO_CLOCKS;
            this.form.which.value = '0';
            this.showColumns(true);
        }

        showColumns(isShown) {
            this.figures.hidden = this.columns.hidden = this.clocks.hidden = !isShown;
        }

        async connect() {
            this.clear();
            this.tell('Looking for the chapter \u2026');
            const session = this.session = new lab.Session(this.addresses, this.viewOf(() => this.session === session));
            this.isStuck = false;
            this.arrange();
            this.showSums();
            const open = await session.start();
            if (this.session !== session) return;
            this.arrange();
            if (!session.isTapped) this.wire.say('The wire cannot be shown: no tap answers on ', element('code', {}, this.addresses.tap),
                open ? '. Another program may have that port. The WebSocket does not need it.' : '.');
            this.sums.tapped(session.isTapped);
            if (open) this.tell('Connected. The page is told \u201copen\u201d.');
            else this.refused(session);
        }

        // A page is never told why; the tap may know.
        refused({ isTapped }) {
            if (isTapped) {
                this.tell('The chapter is there, but no WebSocket came of it. The page is not told why; the wire is.');
            } else {
                this.tell(`Nothing answers on ${new URL(this.addresses.socket).host}, or it does not let this page in. `
                    + 'Type this in a terminal, and press the button again: ', element('code', {}, this.command),
                    this.replay ? ', or replay the recording, which needs nothing.' : '');
            }
        }

        // What a session shows, as long as it is the panel's.
        viewOf(isCurrent) {
            const current = act => (...words) => isCurrent() && act(...words);
            return {
                told: current((entry, conversation, badge) => {
                    this.page.add(this.pageRow(entry, badge));
                    this.showSums();
                    if (entry.kind === 'close') this.ended(entry, conversation);
                }),
                passed: current((item, conversation, badge) => {
                    this.carry(item, badge);
                    this.showSums();
                    if (item.kind === 'end' && this.session.isOver) this.session.finish();
                }),
                heard: current((data, conversation) => this.heard(data, conversation)),
                counted: current(count => this.others.textContent = `Beside this page, ${lab.count(count, 'other connection')}.`),
            };
        }

        // Chapters 10 and 11 know what the messages are.
        pageRow(entry, badge) {
            const isMessage = this.speaks && ['sent', 'message'].includes(entry.kind);
            return lab.pageRow(isMessage ? { ...entry, packet: this.speaks.packetOf(entry) } : entry, badge);
        }

        // Chapter 07 has not heard of frames.
        asRead(item) {
            if (this.speaks && item.kind === 'frame' && item.fragment === 1) {
                const packet = this.speaks.packetOf(item.opcode === 1 ? { text: lab.textOf(item.payload) } : {});
                return { ...item, packet };
            }
            return this.kind === 'upgrade' && item.kind === 'frame' ? lab.unread(item) : item;
        }

        carry(item, badge) {
            if (item.kind === 'lost' && !item.why) return this.wire.fold(item, badge);
            const row = lab.wireRow(this.asRead(item), badge);
            // Where the handshake is all there is, it is unfolded.
            row.querySelectorAll('details').forEach(fold => fold.open = this.kind === 'upgrade');
            this.wire.add(row);
        }

        showSums() {
            this.sums.show((what, way) => this.session.sum(what, way));
        }

        heard(data, conversation) {
            const text = typeof data === 'string' ? quoted(data, data.length) : lab.count(data.byteLength, 'byte');
            // In a room, a message has been heard when another hears it.
            const said = this.kind === 'websocket' ? this.session.conversations.filter(other => other !== conversation) : [conversation];
            const matches = ours => this.kind === 'websocket'
                ? typeof ours === 'string' && String(data).trimEnd().endsWith(ours)
                : typeof ours === typeof data && (typeof data === 'string' ? this.isEcho(ours, data) : ours.byteLength === data.byteLength);
            const ms = said.map(other => other.answer(matches)).find(time => time !== undefined);
            if (ms !== undefined) this.plot.add(ms);
            this.tell(`Message ${conversation.count.down}: ${text}${ms === undefined ? '' : `, after ${words(ms)}`}.`);
        }

        isEcho(said, heard) {
            return said === (this.speaks ? this.speaks.asSaid(heard) : heard);
        }

        say(data) {
            const { conversation } = this;
            if (!conversation?.isOpen) return undefined;
            conversation.isNamed = true;
            const heard = conversation.say(data);
            this.arrange();
            return heard;
        }

        async sayInARow() {
            if (this.isSaying) return;
            this.isSaying = true;
            for (let number = 1; number <= ROW; number += 1) {
                const text = `number ${number}`;
                const heard = await this.say(this.speaks ? this.speaks.write(text) : text);
                if (heard === undefined || heard === false) break;
            }
            this.isSaying = false;
        }

        async second() {
            const { session } = this;
            const open = await session.connect('second');
            if (this.session !== session || !open) return;
            this.form.which.value = '1';
            this.arrange();
            this.form.which.focus();
            this.tell('A second connection of this page. Say its name, too: each hears the other.');
        }

        close() {
            const { session } = this;
            const { code, reason } = this.kind === 'upgrade' ? {} : this.ending.ending;
            try {
                session.conversations.filter(({ isOpen }) => isOpen).forEach(conversation => conversation.close(code, reason));
            } catch (error) {
                return this.tell(`The browser refuses: ${error.message} A page may close with 1000, or with 3000 to 4999.`);
            }
            this.tell(this.kind === 'upgrade'
                ? 'Closing: the browser has sent a close frame (chapter 8). This server does not understand close frames, and will not answer.'
                : 'Closing: the browser has sent a close frame, and waits for the server\u2019s.');
            setTimeout(() => {
                if (this.session !== session || session.isOver) return;
                this.isStuck = true;
                this.arrange();
                this.tell('Still closing: no close frame comes back. In a while the browser gives up (Chromium after a minute), and tells the page 1006.');
            }, STUCK);
        }

        ended({ code }, { wasOpen }) {
            const { session } = this;
            if (session.isOver) session.finish();
            this.arrange();
            if (!wasOpen) return;
            const { name } = lab.explain(code);
            this.tell(code === 1006 ? 'The connection is lost: 1006, no close frame.' : `Closed: ${code}, ${name}.`);
        }

        leave() {
            this.session?.leave();
            this.session = undefined;
            if (this.isStuck) this.isStuck = false;
            this.arrange();
        }

        prepareReplay(recording, controls) {
            this.replay = new lab.Replay(recording, {
                show: (steps, all) => this.showSteps(steps, all),
                ended: () => {
                    this.clear();
                    this.showColumns(false);
                    this.arrange();
                    this.replayButton.focus();
                    this.tell('The replay is over.');
                },
            });
            this.replayButton = button('Replay the recording', () => {
                this.clear();
                this.isReplaying = true;
                this.sums.tapped(true);
                this.status.after(this.replay.element);
                this.arrange();
                this.replay.go(1);
                this.replay.next.focus();
            });
            controls.append(this.replayButton);
        }

        endReplay() {
            this.replay?.element.remove();
            this.isReplaying = false;
        }

        showSteps(steps, all) {
            this.clocks.textContent = ONE_CLOCK;
            this.page.clear();
            this.wire.clear();
            const sum = { wire: { up: 0, down: 0 }, frames: { up: 0, down: 0 }, page: { up: 0, down: 0 } };
            for (const { piece, wire, page } of steps) {
                page.forEach(entry => this.page.add(this.pageRow(entry)));
                wire.forEach(item => this.carry(item));
                sum.wire[piece.way] += piece.size ?? 0;
                wire.forEach(({ kind, way, size }) => sum.frames[way] += kind === 'frame' ? size : 0);
                page.forEach(({ kind, size }) => sum.page[kind === 'sent' ? 'up' : 'down'] += size ?? 0);
            }
            this.sums.show((what, way) => sum[what][way]);
            const last = steps.at(-1);
            this.page.mark(last?.page.length ?? 0);
            this.wire.mark(last?.wire.length ?? 0);
            const name = ({ name, end, kind }) => name ?? end ?? kind;
            const told = last?.page.map(({ kind }) => kind).join(', ') || 'nothing';
            this.tell(last ? `Step ${steps.length} of ${all}. On the wire, ${last.piece.way}: ${last.wire.map(item => name(this.asRead(item))).join(', ')}. `
                + `For the page: ${told}.` : 'The beginning of the recording.');
        }
    }

    document.querySelectorAll('.panel[data-lab]').forEach(place => new Panel(place));
})();
