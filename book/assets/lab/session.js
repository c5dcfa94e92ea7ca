'use strict';
// One visit to the running chapter: a tap, and one or two conversations.

(() => {
    const lab = globalThis.socketLab ??= {};
    const LAST_WORDS = 2000; // ms, for what the tap still has to tell

    lab.Session = class {
        // `view` shows what happens; see Panel.
        constructor(addresses, view) {
            Object.assign(this, { addresses, view, conversations: [], others: 0 });
            const find = token => this.conversations.find(conversation => conversation.token === token);
            this.tap = new lab.Tap(addresses.tap, {
                hear: (piece, token) => find(token)?.pass(piece),
                lost: () => this.conversations.forEach(conversation => conversation.lose()),
                others: count => view.counted(count),
            });
        }

        // The tap first: a chapter records only while somebody watches.
        async start() {
            this.isTapped = await this.tap.open();
            return this.isLeft ? false : this.connect('');
        }

        // Another connection of this page, under that name.
        connect(badge) {
            const conversation = new lab.Conversation(this.addresses.socket, {
                told: entry => this.view.told(entry, conversation, badge),
                passed: item => this.view.passed(item, conversation, badge),
                heard: data => this.view.heard(data, conversation),
            });
            this.tap.tokens.add(conversation.token);
            this.conversations.push(conversation);
            return conversation.open();
        }

        get isOver() {
            return this.conversations.every(({ isOver }) => isOver);
        }

        get wasOpen() {
            return this.conversations.some(({ wasOpen }) => wasOpen);
        }

        // When the page is told of the end, the tap may not have told all.
        finish() {
            clearTimeout(this.last);
            const stop = () => this.tap.close();
            if (this.conversations.every(({ isWholeOnTheWire }) => isWholeOnTheWire)) stop();
            else this.last = setTimeout(stop, LAST_WORDS);
        }

        leave() {
            this.isLeft = true;
            clearTimeout(this.last);
            this.tap.close();
            this.conversations.forEach(conversation => conversation.leave());
        }

        sum(what, way) {
            return this.conversations.reduce((sum, conversation) => sum + conversation[what][way], 0);
        }
    };
})();
