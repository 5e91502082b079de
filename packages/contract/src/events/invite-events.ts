import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, userId } from '../schema/fields.ts';
import { event } from './event-definition.ts';

const data = { userId, inviteId: id('invite') };
const example = { userId: exampleUserId, inviteId: exampleId('invite') };

export const inviteEvents = {
  INVITE_INVITED: event({ line: 'An invitation was sent, or is ready for you to pass on.', data, example }),
  INVITE_LINKED: event({ line: 'An invited user linked an account.', data, example }),
};
