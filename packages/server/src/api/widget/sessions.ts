import { count, id } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { chooseLanguage } from '../../actions/choose-language.ts';
import { completeSession } from '../../actions/complete-session.ts';
import { giveConsent } from '../../actions/give-consent.ts';
import { openSession } from '../../actions/open-session.ts';
import { recordFrameEvents } from '../../actions/record-frame-events.ts';
import { renewSession } from '../../actions/renew-session.ts';
import { acknowledgeCallbacks, findTail, findUnacknowledged, missedSince } from '../../domain/callbacks.ts';
import { addEmployerSurvey } from '../../domain/employer-surveys.ts';
import { noteHeartbeat } from '../../domain/heartbeats.ts';
import { lenderOfSession } from '../../domain/lender.ts';
import { sessionCaller } from '../../domain/sessions.ts';
import { nothing } from '../fields.ts';
import { operation } from '../operation.ts';
import { sessionTokenOf } from './current-session.ts';
import {
  Acknowledgements,
  ChooseLanguage,
  CloseSession,
  EmployerSurvey,
  FrameEvents,
  GiveConsent,
  Heartbeat,
  LogTail,
  OpenSession,
  RenewSession,
  Sequences,
  Session,
  SessionConsent,
} from './schemas.ts';

export const widgetSessionOperations = [
  operation({
    method: 'POST',
    path: '/widget/api/sessions',
    id: 'openWidgetSession',
    summary: 'Exchange a link token for a session',
    access: 'public',
    internal: true,
    body: OpenSession,
    data: Session,
    run: ({ body, raw }, services) => openSession(services, body, raw.headers['user-agent']),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/renew',
    id: 'renewWidgetSession',
    summary: 'Continue a session with a new link token',
    access: 'lateSession',
    internal: true,
    body: RenewSession,
    data: Session,
    run: ({ body, caller, raw }, services) =>
      renewSession(services, caller.session, {
        userToken: body.userToken,
        sessionToken: sessionTokenOf(raw) ?? '',
      }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/language',
    id: 'chooseWidgetLanguage',
    summary: 'Continue a session in another language',
    access: 'session',
    internal: true,
    body: ChooseLanguage,
    data: SessionConsent,
    run: ({ body, caller }, services) => chooseLanguage(services, caller, body.language),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/close',
    id: 'closeWidgetSession',
    summary: 'Close a session',
    access: 'lateSession',
    internal: true,
    body: CloseSession,
    data: LogTail,
    run: async ({ body, caller }, services) => ({
      callbacks: await completeSession(services, caller.session, { close: body }),
    }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/heartbeat',
    id: 'keepWidgetSession',
    summary: 'Report that the frame is still there',
    access: 'lateSession',
    internal: true,
    body: Heartbeat,
    data: nothing,
    async run({ body, caller }, { store }) {
      if (caller.session.status === 'IN_PROGRESS') noteHeartbeat(store, caller.sessionId, body.visible);
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/events',
    id: 'recordWidgetEvents',
    summary: 'Record callbacks that began in the frame',
    access: 'lateSession',
    internal: true,
    body: FrameEvents,
    data: Sequences,
    run: async ({ body: { events }, caller: { session } }, services) => ({
      sequences: await services.store.transaction((transaction) =>
        recordFrameEvents(services, transaction, { session, events }),
      ),
    }),
  }),
  operation({
    method: 'GET',
    path: '/widget/api/callbacks',
    id: 'readWidgetCallbacks',
    summary: 'Read the callbacks of this session after a sequence number',
    access: 'lateSession',
    internal: true,
    query: Type.Object({ after: count() }),
    data: LogTail,
    run: async ({ query: { after }, caller }, { store }) => ({
      callbacks: await findTail(store, caller.session.id, after),
    }),
  }),
  operation({
    method: 'GET',
    path: '/widget/api/callbacks/missed',
    id: 'readMissedCallbacks',
    summary: "Read more of the user's callbacks that no page of this lender has acknowledged",
    access: 'lateSession',
    internal: true,
    query: Type.Object({ sessionId: id('session'), sequence: count() }),
    data: LogTail,
    run: async ({ query, caller }, services) => ({
      callbacks: await findUnacknowledged(services.store, {
        ...sessionCaller(caller.session),
        lender: lenderOfSession(caller.session, services),
        since: missedSince(services),
        after: { ...query, ownSessionId: caller.sessionId },
      }),
    }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/acknowledgements',
    id: 'acknowledgeCallbacks',
    summary: 'Acknowledge the callbacks that the page has run',
    access: 'lateSession',
    internal: true,
    body: Acknowledgements,
    data: nothing,
    async run({ body, caller }, services) {
      const { eventIds } = body;
      await acknowledgeCallbacks(services.store, { ...caller, eventIds, now: services.now() });
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/consents',
    id: 'giveConsent',
    summary: 'Record that the user agreed to the consent text of this session',
    access: 'session',
    internal: true,
    body: GiveConsent,
    data: nothing,
    async run({ caller, body }, services) {
      await giveConsent(services, caller, body);
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/employers',
    id: 'answerEmployerSurvey',
    summary: 'Record an employer that cannot be linked',
    access: 'session',
    internal: true,
    body: EmployerSurvey,
    data: nothing,
    async run({ caller, body }, { store, now }) {
      await addEmployerSurvey(store, caller, { ...body, now: now() });
      return null;
    },
  }),
];
