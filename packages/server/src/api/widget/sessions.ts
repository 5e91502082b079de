import { completeSession } from '../../actions/complete-session.ts';
import { openSession } from '../../actions/open-session.ts';
import { recordFrameEvents } from '../../actions/record-frame-events.ts';
import { renewSessionToken } from '../../actions/renew-session.ts';
import { acknowledgeCallbacks } from '../../domain/callbacks.ts';
import { addConsent, findConsentWording } from '../../domain/consents.ts';
import { addEmployerSurvey } from '../../domain/employer-surveys.ts';
import type { SessionOptions } from '../../domain/session-options.ts';
import { findSessionById, sessionCaller } from '../../domain/sessions.ts';
import { nothing } from '../fields.ts';
import { operation } from '../operation.ts';
import { requireSessionOf } from './bearer-session.ts';
import {
  Acknowledgements,
  CloseSession,
  EmployerSurvey,
  FrameEvents,
  GiveConsent,
  OpenSession,
  RenewSession,
  Session,
} from './schemas.ts';

/** The life of a session. Those with access `public` check the session's token themselves: it may be past its time. */
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
    run: ({ body }, services) => openSession(services, body),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/renew',
    id: 'renewWidgetSession',
    summary: 'Go on with a new link token',
    access: 'public',
    internal: true,
    body: RenewSession,
    data: Session,
    run: async ({ body, raw }, services) =>
      renewSessionToken(services, await requireSessionOf(raw, services), body.userToken),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/sessions/close',
    id: 'closeWidgetSession',
    summary: 'The widget closed',
    access: 'public',
    internal: true,
    body: CloseSession,
    data: nothing,
    async run({ body, raw }, services) {
      await completeSession(services, await requireSessionOf(raw, services), body);
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/events',
    id: 'recordWidgetEvents',
    summary: 'Keep callbacks that began in the frame',
    access: 'public',
    internal: true,
    body: FrameEvents,
    data: nothing,
    async run({ body, raw }, services) {
      await recordFrameEvents(services, await requireSessionOf(raw, services), body.events);
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/acknowledgements',
    id: 'acknowledgeCallbacks',
    summary: 'The page ran these callbacks',
    access: 'public',
    internal: true,
    body: Acknowledgements,
    data: nothing,
    async run({ body, raw }, services) {
      const caller = sessionCaller(await requireSessionOf(raw, services));
      await acknowledgeCallbacks(services.store, {
        ...caller,
        eventIds: body.eventIds,
        now: services.now(),
      });
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/consents',
    id: 'giveConsent',
    summary: 'The user consented to the words of this session',
    access: 'session',
    internal: true,
    body: GiveConsent,
    data: nothing,
    async run({ caller }, { store, now }) {
      const session = await findSessionById(store, caller, caller.sessionId);
      const options: SessionOptions = JSON.parse(session!.options);
      const { consentTemplateId: templateId, companyName } = options;
      // What was shown is what the session names, whatever the page says.
      const wording = await findConsentWording(store, caller, { templateId, companyName });
      await store.transaction((transaction) =>
        addConsent(transaction, caller, { ...wording, companyName, now: now() }),
      );
      return null;
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/employers',
    id: 'answerEmployerSurvey',
    summary: 'The user named an employer that cannot be linked',
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
