'use strict';
// Times of the last messages as a small picture, with the numbers in words.

(() => {
    const lab = globalThis.socketLab ??= {};
    const { element } = lab;
    const SHOWN = 60;
    const [WIDTH, HEIGHT, LEFT, FLOOR] = [320, 96, 40, 82];
    const NICE = [1, 2, 5];

    const svg = (name, attributes, ...children) => {
        const made = document.createElementNS('http://www.w3.org/2000/svg', name);
        Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
        made.append(...children);
        return made;
    };
    const words = ms => ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;

    // The next of 1, 2, 5, 10, 20, 50, … that is not below.
    function ceiling(most) {
        const power = 10 ** Math.floor(Math.log10(most));
        return (NICE.find(nice => nice * power >= most) ?? 10) * power;
    }

    function median(times) {
        const sorted = [...times].sort((a, b) => a - b);
        const middle = sorted.length / 2;
        return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    lab.Plot = class {
        constructor(title) {
            this.title = title;
            this.picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', class: 'plot' });
            this.words = element('p', { class: 'numbers' });
            this.element = element('div', { class: 'times' },
                element('p', { class: 'name' }, element('strong', {}, title)), this.words);
            this.clear();
        }

        clear() {
            this.times = [];
            this.count = 0;
            this.draw();
        }

        add(ms) {
            this.times.push(ms);
            this.times.splice(0, this.times.length - SHOWN);
            this.count += 1;
            this.draw();
        }

        draw() {
            const { times, count } = this;
            this.element.hidden = times.length === 0;
            if (times.length === 0) return this.picture.remove(); // nothing to see, and nothing to name
            if (!this.picture.isConnected) this.words.before(this.picture);
            const most = Math.max(...times, 0.1);
            const top = ceiling(most);
            const told = `last ${words(times.at(-1))}, median ${words(median(times))}, longest ${words(most)}`;
            this.words.textContent = `${told}; ${count} measured${count > SHOWN ? `, the last ${SHOWN} shown` : ''}`;
            this.picture.setAttribute('aria-label', `${this.title}, a dot for each message: ${told}`);
            const y = ms => FLOOR - ms / top * (FLOOR - 10);
            const step = (WIDTH - LEFT - 12) / Math.max(times.length - 1, 19);
            const places = times.map((ms, at) => [LEFT + 6 + at * step, y(ms)]);
            const rule = (ms, label) => [
                svg('line', { class: 'rule', x1: LEFT, x2: WIDTH, y1: y(ms), y2: y(ms) }),
                svg('text', { x: LEFT - 6, y: y(ms) + 4, 'text-anchor': 'end' }, label),
            ];
            this.picture.replaceChildren(
                ...rule(0, '0'), ...rule(top, `${top < 1 ? top.toFixed(1) : top} ms`),
                svg('polyline', { points: places.map(place => place.join(',')).join(' ') }),
                ...places.map(([cx, cy]) => svg('circle', { cx, cy, r: 2.5 })),
                svg('text', { x: LEFT, y: HEIGHT - 1 }, 'one message after the other'));
        }
    };

    Object.assign(lab, { words });
})();
