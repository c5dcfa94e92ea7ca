'use strict';
// Panels: a page talks to the reader's own running chapter, and shows what it
// hears. <div class="panel" data-ways="poll wait events" data-command="…">
// says which ways and how to start the chapter; on the chapter's own page,
// data-address="" says that it is here.

(() => {
    const PERIOD = 1000; // ms between two polls
    const KEPT = 100; // messages whose delay is counted

    // Each way gets a column to count in, and a signal that ends it.
    const WAYS = {
        poll: {
            title: 'Polling',
            about: 'asks every second',
            async run(column, signal) {
                for (let next = performance.now(); ;) {
                    await column.ask(`/poll?after=${column.after}`, signal);
                    // A page that was asleep does not make up for its polls.
                    next = Math.max(next + PERIOD, performance.now());
                    await pause(next - performance.now(), signal);
                }
            },
        },
        wait: {
            title: 'Long polling',
            about: 'asks, and the answer waits',
            async run(column, signal) {
                for (;;) {
                    await column.ask(`/wait?after=${column.after}`, signal);
                }
            },
        },
        events: {
            title: 'Server-sent events',
            about: 'asks once',
            run(column, signal) {
                const source = new EventSource(`${column.panel.address}/events?after=${column.after}`);
                signal.addEventListener('abort', () => source.close());
                source.onopen = () => column.asked(column.panel.usualSize);
                const hear = type => event => {
                    const line = type === 'gap' ? 'event: gap\n' : '';
                    column.hear(`id: ${event.lastEventId}\n${line}data: ${event.data}\n\n`);
                };
                source.onmessage = hear('message');
                source.addEventListener('gap', hear('gap'));
                return new Promise((_, reject) => {
                    source.onerror = () => {
                        // Otherwise it connects again, without our help.
                        if (source.readyState === EventSource.CLOSED) reject(new TypeError('closed'));
                    };
                });
            },
        },
    };

    function pause(ms, signal) {
        return new Promise((resolve, reject) => {
            const stop = () => {
                clearTimeout(timer);
                reject(signal.reason);
            };
            const timer = setTimeout(() => {
                signal.removeEventListener('abort', stop); // or they pile up
                resolve();
            }, ms);
            signal.addEventListener('abort', stop);
        });
    }

    const bytes = text => new TextEncoder().encode(text).length;

    // The events in a text: { number, type, data }.
    function events(text) {
        return text.split('\n\n').filter(Boolean).map(event => {
            const field = name => event.split('\n').find(line => line.startsWith(`${name}: `))?.slice(name.length + 2);
            return { number: Number(field('id')), type: field('event') ?? 'message', data: field('data') };
        });
    }

    function element(name, attributes = {}, ...children) {
        const made = document.createElement(name);
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        made.append(...children);
        return made;
    }

    class Column {
        constructor(panel, name) {
            this.panel = panel;
            this.way = WAYS[name];
            this.counts = {};
            const list = element('dl');
            for (const count of ['requests', 'bytes up', 'bytes down', 'messages', 'delay']) {
                this.counts[count] = element('dd', { 'data-count': count }, '–');
                list.append(element('div', {}, element('dt', {}, count), this.counts[count]));
            }
            this.last = element('p', { class: 'last' });
            this.element = element('section', { 'data-way': name, 'aria-label': this.way.title },
                element('p', { class: 'name' }, element('strong', {}, this.way.title), element('span', {}, this.way.about)),
                list, this.last);
        }

        start(after, signal) {
            Object.assign(this, { after, requests: 0, up: 0, down: 0, messages: 0, heard: new Map() });
            this.last.textContent = '';
            this.show();
            return this.way.run(this, signal);
        }

        async ask(path, signal) {
            const answer = await this.panel.fetch(path, { signal });
            this.asked(Number(answer.headers.get('request-size') ?? 0));
            this.hear(await answer.text());
        }

        asked(size) {
            this.requests += 1;
            this.up += size;
            this.show();
        }

        hear(text) {
            this.down += bytes(text);
            for (const { number, type, data } of events(text)) {
                this.after = number;
                this.last.textContent = type === 'gap' ? `a gap: ${data}` : data;
                if (type === 'gap') continue;
                this.messages += 1;
                this.heard.set(number, performance.now());
                this.panel.heard(number);
            }
            for (const number of this.heard.keys()) {
                if (this.heard.size <= KEPT) break;
                this.heard.delete(number);
            }
            this.show();
        }

        delay(number) {
            return this.heard.get(number) - this.panel.born.get(number);
        }

        show() {
            const delays = [...this.heard.keys()].map(number => this.delay(number)).filter(delay => delay >= 0);
            const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
            this.counts.requests.textContent = this.requests;
            this.counts['bytes up'].textContent = this.up;
            this.counts['bytes down'].textContent = this.down;
            this.counts.messages.textContent = this.messages;
            this.counts.delay.textContent = delays.length
                ? `${Math.round(delays.at(-1))} ms, mean ${Math.round(mean)} ms` : '–';
        }
    }

    class Panel {
        constructor(place) {
            this.address = place.dataset.address ?? 'http://127.0.0.1:8888';
            this.command = place.dataset.command;
            this.columns = place.dataset.ways.split(' ').map(name => new Column(this, name));
            this.button = element('button', { type: 'button' }, 'Connect');
            this.button.onclick = () => this.stop ? this.end('Stopped.') : this.begin();
            this.status = element('p', { role: 'status' }, this.address
                ? `Press the button: it looks for the running chapter on ${this.address}.` : 'Press the button.');
            this.input = element('input', { type: 'text', maxlength: '200', value: 'hello' });
            this.form = element('form', {}, element('label', {}, 'Say something ', this.input),
                element('button', {}, 'Say it'));
            this.form.onsubmit = event => {
                event.preventDefault();
                this.say(this.input.value);
            };
            this.form.hidden = true;
            const columns = element('div', { class: 'columns' }, ...this.columns.map(column => column.element));
            place.replaceChildren(this.button, this.status, this.form, columns);
            addEventListener('pagehide', () => this.stop?.abort());
        }

        async fetch(path, options = {}) {
            const answer = await fetch(this.address + path, { cache: 'no-store', ...options });
            if (!answer.ok) throw new Error((await answer.text()).trim() || `status ${answer.status}`);
            return answer;
        }

        async begin() {
            const stop = this.stop = new AbortController();
            this.button.textContent = 'Stop';
            this.status.textContent = 'Looking for the chapter …';
            try {
                const first = await this.fetch('/poll', { signal: stop.signal });
                this.usualSize = Number(first.headers.get('request-size') ?? 0);
                const after = events(await first.text()).at(-1)?.number ?? 0;
                this.born = new Map();
                this.mine = new Set();
                this.form.hidden = false;
                this.status.textContent = this.address
                    ? `Connected. The chapter lets pages of ${location.origin} read what it says.` : 'Connected.';
                await Promise.all(this.columns.map(column => column.start(after, stop.signal)));
            } catch (error) {
                if (!stop.signal.aborted) this.lost(error);
            }
        }

        // A page is not told whether nobody answered or it may not read.
        lost(error) {
            if (!(error instanceof TypeError)) return this.end(`The chapter says: ${error.message}`);
            this.end(`Nothing answers on ${this.address || location.origin}, or it does not let this page in. `
                + 'Type this in a terminal, and press the button again: ', element('code', {}, this.command));
        }

        end(...status) {
            this.stop?.abort();
            this.stop = undefined;
            this.button.textContent = 'Connect';
            this.form.hidden = true;
            this.status.replaceChildren(...status);
        }

        async say(text) {
            const start = performance.now();
            try {
                const answer = await this.fetch('/say?name=you', { method: 'POST', body: text });
                const number = Number(await answer.text());
                this.born.set(number, start);
                this.mine.add(number);
                this.heard(number);
            } catch (error) {
                if (error instanceof TypeError) this.lost(error);
                else this.status.textContent = `Not said: ${error.message}`;
            }
        }

        // A message is born when this page says it, or when the first hears it.
        heard(number) {
            if (!this.born.has(number)) this.born.set(number, performance.now());
            for (const old of this.born.keys()) {
                if (this.born.size <= 2 * KEPT) break;
                this.born.delete(old);
            }
            if (this.mine.has(number) && this.columns.every(column => column.heard.has(number))) {
                this.mine.delete(number);
                const told = this.columns.map(column => `${column.way.title}: ${Math.round(column.delay(number))} ms`);
                this.status.textContent = `Heard. ${told.join(', ')}.`;
            }
            this.columns.forEach(column => column.show());
        }
    }

    document.querySelectorAll('.panel[data-ways]').forEach(place => new Panel(place));
})();
