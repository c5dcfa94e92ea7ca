import { conforms } from './harness/server.js';
import { connect } from './events/connect.js';
import { invalid } from './events/invalid.js';
import { messages } from './events/messages.js';
import { old } from './events/old.js';

conforms('chapter-12', {
  'namespaces': connect,
  'events and acks': messages,
  'what is invalid': invalid,
  'revision 4 of the protocol': old,
});
