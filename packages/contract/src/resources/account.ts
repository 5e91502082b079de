import Type from 'typebox';
import { accountErrorCodes, connectionStatuses, monitorStatuses } from '../account-statuses.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, oneOf, providerId, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const connectionStatus = oneOf(connectionStatuses);
const monitorStatus = oneOf(monitorStatuses);

export const Account = Type.Object(
  {
    id: id('account'),
    createdAt: dateTime,
    providerId,
    userId,
    connectionStatus,
    monitorStatus,
    monitor: Type.Object({ status: monitorStatus, updatedAt: nullable(dateTime) }),
    connection: Type.Object({
      status: connectionStatus,
      errorCode: nullable(oneOf(accountErrorCodes)),
      errorMessage: nullable(Type.String()),
      updatedAt: dateTime,
    }),
  },
  {
    description: "A user's account at a provider.",
    examples: [
      {
        id: exampleId('account'),
        createdAt: exampleTime,
        providerId: 'quickride',
        userId: exampleUserId,
        connectionStatus: 'CONNECTED',
        monitorStatus: 'ACTIVE',
        monitor: { status: 'ACTIVE', updatedAt: exampleTime },
        connection: { status: 'CONNECTED', errorCode: null, errorMessage: null, updatedAt: exampleTime },
      },
    ],
  },
);
export type Account = Type.Static<typeof Account>;
