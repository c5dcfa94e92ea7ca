// Chapter 11 as Socket.IO's protocol document wants a server, and as the
// official clients find it.

import { conforms } from './harness/server.js';
import { echoes } from './clients/browser.js';
import { events } from './clients/events.js';
import { lasting } from './clients/lasting.js';
import { namespaces } from './clients/namespaces.js';
import { connect } from './events/connect.js';
import { invalid } from './events/invalid.js';
import { messages } from './events/messages.js';
import { old } from './events/old.js';

conforms('chapter-11', {
  namespaces: connect,
  'events and acks': messages,
  'what is invalid': invalid,
  'revision 4 of the protocol': old,
  'official clients: events': events,
  'official clients: namespaces': namespaces,
  'official clients: for long': lasting,
  'official clients: in a browser': echoes,
});
