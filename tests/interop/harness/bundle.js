// A page of this machine that has loaded the official client's bundle.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const BUNDLE = new URL(
  '../node_modules/socket.io-client/dist/socket.io.js',
  import.meta.url,
);

/** Serves the page; `{ address, close }`. */
export async function serveBundle() {
  const server = createServer((request, answer) => {
    if (request.url === '/socket.io.js') {
      answer.setHeader('content-type', 'text/javascript');
      answer.end(readFileSync(BUNDLE));
    } else {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end('<!doctype html><script src="/socket.io.js"></script>');
    }
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
