// What the programs of chapters 10 to 12 do, done by the official packages,
// behind the same command line. The tests are proven against it:
//
//   SERVER=official node --test chapter-10.test.js
//   node official-server.js chapter-10 serve --port 8888

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server as EngineServer } from 'engine.io';
import { Server as EventsServer } from 'socket.io';

const [program, ...words] = process.argv.slice(2);
const { values } = parseArgs({
  args: words,
  allowPositionals: true, // `serve`
  options: {
    port: { type: 'string', default: '8888' },
    path: { type: 'string', default: '/socket.io/' },
    'ping-interval': { type: 'string', default: '25s' },
    'ping-timeout': { type: 'string', default: '20s' },
    'connect-timeout': { type: 'string', default: '45s' },
    'max-payload': { type: 'string', default: '1000000' },
    origin: { type: 'string', multiple: true, default: [] },
    lab: { type: 'string' }, // it has none
  },
});

/** `300ms` or `2s`, in milliseconds. */
function duration(text) {
  const [, number, unit] = text.match(/^(\d+)(ms|s)$/);
  return Number(number) * (unit === 's' ? 1000 : 1);
}

/** Whether pages of this origin may connect, as in chapter 07. */
function mayConnect(origin) {
  const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
  return !origin || local.test(origin) || values.origin.includes(origin);
}

const options = {
  path: values.path,
  pingInterval: duration(values['ping-interval']),
  pingTimeout: duration(values['ping-timeout']),
  connectTimeout: duration(values['connect-timeout']),
  maxHttpBufferSize: Number(values['max-payload']),
  allowEIO3: true,
  serveClient: false,
  allowRequest({ headers }, done) {
    done(mayConnect(headers.origin) ? null : 'Forbidden', mayConnect(headers.origin));
  },
  cors: {
    origin: (origin, done) => done(null, mayConnect(origin)),
    credentials: true, // 2.5 asks with them, cookies or not
  },
};

const http = createServer((_, answer) => answer.writeHead(404).end());

/** Chapter 10: every message comes back. */
function engine() {
  const server = new EngineServer(options);
  server.on('connection', (socket) => {
    socket.on('message', (message) => socket.send(message));
  });
  server.attach(http, { path: values.path });
}

/** Chapters 11 and 12, which knows one event more. */
function events() {
  const server = new EventsServer(http, options);
  for (const name of ['/', '/custom']) {
    const namespace = server.of(name);
    namespace.on('connection', (socket) => {
      socket.emit('auth', socket.handshake.auth);
      socket.on('message', (...said) => socket.emit('message-back', ...said));
      socket.on('message-with-ack', (...said) => {
        const ack = said.pop();
        // Whoever has no id in his packet wants no answer.
        if (typeof ack === 'function') ack(...said);
      });
      if (program === 'chapter-12') {
        socket.on('chat message', (...said) => namespace.emit('chat message', ...said));
      }
    });
  }
}

if (program === 'chapter-10') engine();
else events();

http.listen(Number(values.port), '127.0.0.1', () => {
  console.log(`listening on 127.0.0.1:${http.address().port}`);
});
process.on('SIGINT', () => process.exit());
