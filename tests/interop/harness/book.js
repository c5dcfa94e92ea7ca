// The built book, served on a free port of this machine.

import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, normalize, relative, sep } from 'node:path';
import { WORKSPACE } from './program.js';

export const BOOK = join(WORKSPACE, 'book', 'book');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The book's pages that a reader opens: `index.html`, … */
export function pages() {
  if (!existsSync(join(BOOK, 'index.html'))) {
    throw new Error('there is no built book; run this first: cargo run -- build');
  }
  // The sidebar without scripts, and the page that opens the print dialog.
  const notRead = ['toc.html', 'print.html'];
  return readdirSync(BOOK, { recursive: true })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.html') && !notRead.includes(file))
    .sort();
}

/** Serves a folder; `{ address, close }`. */
export async function serve(folder = BOOK) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    let file = normalize(join(folder, path));
    if (relative(folder, file).startsWith('..')) file = '';
    if (file && existsSync(file) && statSync(file).isDirectory()) {
      file = join(file, 'index.html');
    }
    if (!file || !existsSync(file)) {
      response.writeHead(404).end('there is no such file\n');
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
