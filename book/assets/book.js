'use strict';
// What CSS alone cannot do for the book's pages; without it all can be read.

function span(name, text) {
    const span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
}

// Terminals: mark prompts, and who is speaking.
function speaker(line) {
    const arrow = /^ *\d+ .* (->|<-) /.exec(line);
    if (arrow) {
        return arrow[1] === '->' ? 'client' : 'server';
    }
    const name = /^(?:created )?(client|server)\b/.exec(line);
    return name && name[1];
}

for (const code of document.querySelectorAll('pre > :is(.language-console, .language-sh)')) {
    const all_commands = code.classList.contains('language-sh');
    const marked = code.textContent.replace(/\n$/, '').split('\n').flatMap(line => {
        if (all_commands && line && !line.startsWith('#')) {
            return [span('prompt', '$ '), span('command', line), '\n'];
        }
        if (line.startsWith('$ ')) {
            return [span('prompt', '$ '), span('command', line.slice(2)), '\n'];
        }
        const side = speaker(line);
        return [side ? span(side, line) : line, '\n'];
    });
    code.replaceChildren(...marked);
}

// A command under a picture wraps between its words only.
for (const code of document.querySelectorAll('.recorded code')) {
    const words = code.textContent.split(' ');
    code.replaceChildren(...words.flatMap((word, at) => [at ? ' ' : '', span('word', word)]));
}

// Copying a terminal copies its commands (mdBook's button asks this function).
const text_of = window.playground_text;
window.playground_text = (pre, hidden) => {
    const commands = pre.querySelectorAll('.command');
    return commands.length
        ? Array.from(commands, command => command.textContent).join('\n')
        : text_of(pre, hidden);
};

// Whatever scrolls in itself can be scrolled with the keyboard.
for (const block of document.querySelectorAll('.table-wrapper, pre > code')) {
    if (block.scrollWidth > block.clientWidth) {
        block.tabIndex = 0;
    }
}

// Pictures can be opened alone and saved, as they look now.
function alone(svg) {
    const copy = svg.cloneNode(true);
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray',
        'stroke-linecap', 'stroke-linejoin', 'paint-order', 'opacity', 'font-family', 'font-size',
        'font-weight', 'text-anchor'];
    const originals = svg.querySelectorAll('g, text, tspan, line, path, rect');
    copy.querySelectorAll('g, text, tspan, line, path, rect').forEach((element, at) => {
        const computed = getComputedStyle(originals[at]);
        for (const look of looks) {
            element.style.setProperty(look, computed.getPropertyValue(look));
        }
    });
    copy.querySelector('style').remove();
    copy.setAttribute('viewBox', `-16 -16 ${width + 32} ${height + 32}`);
    const paper = document.createElementNS(svg.namespaceURI, 'rect');
    const place = { x: -16, y: -16, width: width + 32, height: height + 32 };
    Object.entries(place).forEach(([name, value]) => paper.setAttribute(name, value));
    paper.style.fill = getComputedStyle(document.documentElement).backgroundColor;
    copy.prepend(paper);
    const text = new XMLSerializer().serializeToString(copy);
    return URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
}

for (const figure of document.querySelectorAll('figure.picture')) {
    const svg = figure.querySelector('svg');
    const tools = document.createElement('span');
    tools.className = 'tools';
    const tool = (name, label, act) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = name;
        button.setAttribute('aria-label', label);
        button.onclick = act;
        tools.append(button);
    };
    tool('Open alone', 'Open this picture alone', () => window.open(alone(svg)));
    tool('Save', 'Save this picture as an SVG file', () => {
        const link = document.createElement('a');
        link.href = alone(svg);
        link.download = `${figure.id}.svg`;
        link.click();
    });
    figure.querySelector('figcaption').append(tools);
}

// Exercises can be ticked off; this browser remembers.
document.querySelectorAll('.box.your-turn').forEach((box, at) => {
    const key = `done:${location.pathname}:${box.id || at}`;
    const label = document.createElement('label');
    const tick = document.createElement('input');
    label.className = 'done';
    tick.type = 'checkbox';
    try {
        tick.checked = localStorage.getItem(key) !== null;
        tick.onchange = () => tick.checked ? localStorage.setItem(key, '1') : localStorage.removeItem(key);
    } catch { return; }
    label.append(tick, ' done');
    box.append(label);
});

// On paper nothing is folded.
addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('main details')) {
        details.open = true;
    }
});
