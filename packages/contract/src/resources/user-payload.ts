import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { id, providerId } from '../schema/fields.ts';
import { propertyName, record } from '../schema/record.ts';
import { DatapointsPayload, datapointsPayloadExample } from './payload.ts';
import { UserSession, userSessionExample } from './user-session.ts';

export const userPayloadExample = {
  metadata: userSessionExample,
  forms: [],
  accounts: [{ id: exampleId('account'), providerId: 'quickride', payload: datapointsPayloadExample }],
  archives: [],
};

const Form = Type.Object({
  id: Type.String(),
  name: Type.String(),
  data: record(propertyName, Type.Unknown(), { maxProperties: 1000 }),
});

export const UserPayload = Type.Object(
  {
    metadata: UserSession,
    forms: Type.Array(Form, { description: 'Always empty, because forms are not part of this product.' }),
    accounts: Type.Array(Type.Object({ id: id('account'), providerId, payload: DatapointsPayload })),
    archives: Type.Array(
      Type.Object({ id: id('archive'), fileType: Type.String(), payload: DatapointsPayload }),
    ),
  },
  {
    description:
      "The data of a user's connected accounts and analysed archives. After a reset of the user's session, only accounts and archives that were added since the reset are included. Each list of data has at most 300 items.",
    examples: [userPayloadExample],
  },
);
export type UserPayload = Type.Static<typeof UserPayload>;
