// Pages of this machine that have loaded an official client's bundle.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const bundle = (name) => {
  return new URL(`../node_modules/${name}/dist/socket.io.js`, import.meta.url);
};
const BUNDLES = {
  '/4.8.js': bundle('socket.io-client'),
  '/2.5.js': bundle('socket.io-client-2'),
};

/** Serves a page for each age, `4.8` and `2.5`; `{ address, close }`. */
export async function serveBundles() {
  const server = createServer(({ url }, answer) => {
    if (BUNDLES[url]) {
      answer.setHeader('content-type', 'text/javascript; charset=utf-8');
      answer.end(readFileSync(BUNDLES[url]));
    } else {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(`<!doctype html><script src="${url}.js"></script>`);
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
