import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { formatCount } from '../packages/widget/src/frame/format-count.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { type ChartSnapshot, newAnnouncements, shownView } from '../packages/widget/src/frame/ui-events.ts';
import { type Act, isWaiting, type Move, providers } from './chart-moves.ts';
import { LenderPage } from './lender-page.ts';
import { RespondingServer, respondsTo } from './responding-server.ts';
import type { Path } from './simple-paths.ts';
import type { Winkwire } from './start-winkwire.ts';

/** The maximum number of presses of Tab to reach an element. No screen needs more presses. */
const mostTabs = 40;

const names = {
  agree: en.consent.agree,
  notListed: en.providerList.missing,
  upload: en.providerList.upload,
  options: en.login.options,
  newCode: en.mfa.newCode,
  back: en.back,
  anotherWay: en.redirecting.back,
  anotherAccount: en.connectSuccess.another,
  anotherDocument: en.archiveSuccess.another,
  backToDocuments: en.revokeArchive.another,
  afterError: en.linkErrorAnother,
  afterSurvey: en.employerSurvey.another,
  disconnect: en.accountRevoke.revoke,
  reconnect: en.accountRevoke.reconnect,
  retry: en.retry,
  delete: en.revokeArchive.remove,
  stop: en.stopping.confirm,
  leave: en.closing.confirm,
  leaveAnyway: en.stopping.leave,
};

/** How often a condition is checked, and for how long, in ms. The intervals are short, because walks wait often. */
const soon = { intervals: [10, 20, 50, 100, 250], timeout: 30_000 };

export interface Walker {
  page: Page;
  server: RespondingServer;
  /** The link token of every walk. It never reaches Winkwire, so it can be used again. */
  userToken: string;
}

/** Walks one path in the real widget, by keyboard alone. Checks the screens, the focus, the UI events and `onClose`. */
export async function walkPath(walker: Walker, path: Path): Promise<void> {
  const { page, server, userToken } = walker;
  server.reset();
  const frame = await open(page, userToken);
  const popupIsBlocked = path.steps.some(({ move }) => move.events[0]?.type === 'popup.blocked');
  if (popupIsBlocked)
    await frame.evaluate(() => {
      window.open = () => null;
    });
  const user = new KeyboardUser(page, frame);
  const callbacksCome = () => expect.poll(() => received(page), soon).toEqual(announced(path));
  for (const { move, after } of path.steps) {
    if (move.response) await respond(walker, frame, { ...move.response, after });
    // Chromium may never confirm a key press that removes the frame. So the last act counts as done when the callbacks
    // have arrived.
    if (move.act)
      await Promise.race([user.act(move.act, after), ...(after.status === 'done' ? [callbacksCome()] : [])]);
    if (after.status !== 'done' && !isWaiting(after)) await expectScreen(frame, after);
  }
  await callbacksCome();
}

/**
 * Responds, and waits until the frame has read the response. Some responses change nothing on the screen, but they
 * change what the next key does.
 */
async function respond(
  { page, server }: Walker,
  frame: Frame,
  { request, data, after }: NonNullable<Move['response']> & { after: ChartSnapshot },
): Promise<void> {
  // At the end of a path, the frame is gone, so nothing can read the response.
  if (after.status === 'done') return server.respond(request, data);
  const arrived = page.waitForResponse((response) => response.headers()[respondsTo] === request);
  await server.respond(request, data);
  await (await arrived).finished();
  await frame.evaluate(() => new Promise((read) => setTimeout(read)));
}

/** The UI events and the `onClose` that the page must receive, as lines of text. */
function announced({ start, steps }: Path): string[] {
  const snapshots = [start, ...steps.map(({ after }) => after)];
  let shown: string | null = null;
  return snapshots.flatMap((after, index) =>
    newAnnouncements(snapshots[index - 1] ?? null, after).flatMap((announcement) => {
      if (announcement.kind === 'screen') {
        shown = announcement.name;
        return [announcement.name];
      }
      if (announcement.kind !== 'closed') return [];
      // For a view without a UI event of its own, `onClose` names the previous screen.
      return [
        `onClose ${announcement.reason} ${announcement.screen ?? shown} ${announcement.errorCode ?? null}`,
      ];
    }),
  );
}

class KeyboardUser {
  readonly #page: Page;
  readonly #frame: Frame;

  constructor(page: Page, frame: Frame) {
    this.#page = page;
    this.#frame = frame;
  }

  async act(act: Act, after: ChartSnapshot): Promise<void> {
    switch (act.does) {
      case 'press':
        return this.#press(names[act.button]);
      case 'pressInQuestion':
        return this.#press(
          act.button === 'confirm' ? confirmName(after) : names[act.button],
          this.#frame.locator('dialog[open]'),
        );
      case 'choose':
        return this.#choose(providers.find(({ id }) => id === act.provider)!.name);
      case 'open':
        return this.#openRow(act.row);
      case 'logIn':
        await this.#type('#login-username', 'George');
        await this.#type('#login-password', '123456');
        return this.#key('Enter');
      case 'signInAtProvider':
        return this.#press(en.login.redirect(after.context.provider!.name));
      case 'closePopup':
        return this.#closePopup();
      case 'enterCode':
        await this.#type('#code', '1234');
        return this.#key('Enter');
      case 'fillSurvey':
        return this.#fillSurvey();
      case 'sendFile':
        await this.#chooseFile();
        return this.#press(formatCount(en.upload.submitCount, 1, 'en'));
      case 'escape':
        return this.#key('Escape');
      case 'typeAndEscape':
        await this.#type('form input', 'George');
        return this.#key('Escape');
      case 'chooseFileAndEscape':
        await this.#chooseFile();
        return this.#key('Escape');
    }
  }

  #key(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  async #press(name: string, scope: Frame | Locator = this.#frame): Promise<void> {
    await this.#tabTo(scope.getByRole('button', { name, exact: true }));
    await this.#key('Enter');
  }

  async #choose(provider: string): Promise<void> {
    await this.#type('input[role=combobox]', provider);
    await this.#key('ArrowDown');
    await this.#key('Enter');
  }

  async #openRow(row: 'fileType' | 'archive'): Promise<void> {
    const rows = this.#frame.locator('.rows-list button');
    await this.#tabTo(row === 'archive' ? rows.first() : rows.last());
    await this.#key('Enter');
  }

  async #fillSurvey(): Promise<void> {
    await this.#type('#survey-employerName', 'Mill');
    await this.#type('#survey-city', 'Cebu');
    await this.#tabTo(this.#frame.locator('#survey-payPeriod'));
    await this.#page.keyboard.type(en.employerSurvey.payPeriods.MONTHLY);
    await this.#press(
      (await this.#frame.getByRole('button', { name: en.employerSurvey.next }).count()) > 0
        ? en.employerSurvey.next
        : en.employerSurvey.submit,
    );
  }

  async #chooseFile(): Promise<void> {
    await this.#tabTo(this.#frame.locator('input[type=file][multiple]'));
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#key('Space');
    await (await chooser).setFiles({
      name: 'payslip.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-'),
    });
  }

  async #closePopup(): Promise<void> {
    const popups = this.#page
      .context()
      .pages()
      .filter((page) => page !== this.#page);
    await Promise.all(popups.map((popup) => popup.close()));
  }

  async #type(selector: string, text: string): Promise<void> {
    const field = this.#frame.locator(selector).first();
    await this.#tabTo(field);
    if ((await field.inputValue()) !== '') await this.#key('Control+a');
    await this.#page.keyboard.type(text);
  }

  async #tabTo(target: Locator): Promise<void> {
    const direction = () =>
      target.evaluate((element) => {
        const active = document.activeElement;
        if (element === active) return null;
        return active && element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING
          ? 'Shift+Tab'
          : 'Tab';
      });
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      const key = await direction();
      if (!key) return;
      await this.#key(key);
    }
    throw new Error(`${mostTabs} presses of Tab do not reach ${target}.`);
  }
}

function confirmName(after: ChartSnapshot): string {
  return after.matches({ shown: { flow: 'revokeArchive' } })
    ? en.revokeArchive.confirm
    : en.accountRevoke.confirm;
}

async function expectScreen(frame: Frame, snapshot: ChartSnapshot): Promise<void> {
  const expected = [headingOf(snapshot), noticeOf(snapshot)].filter(Boolean) as string[];
  const isShown = await frame
    .waitForFunction(
      (texts) => {
        const shown = document.querySelector('dialog[open]') ?? document.querySelector('main');
        const focused = document.activeElement;
        const isFocused = focused && focused !== document.body && shown?.contains(focused);
        return isFocused && texts.every((text) => shown?.textContent.includes(text));
      },
      expected,
      { timeout: soon.timeout },
    )
    .then(
      () => true,
      () => false,
    );
  if (isShown) return;
  const found = await frame.evaluate(
    () =>
      `${document.querySelector('main')?.textContent} [the focus is on ${document.activeElement?.tagName}]`,
  );
  throw new Error(`${found} instead of ${expected.join(' | ')}`);
}

function headingOf(snapshot: ChartSnapshot): string {
  const { context } = snapshot;
  const isIn = (flow: object) => snapshot.matches({ shown: { flow } } as never);
  if (!snapshot.matches({ shown: { closing: 'idle' } })) {
    const isLinking = context.account?.status === 'PENDING' || context.account?.status === 'AWAITING_MFA';
    return isLinking ? en.stopping.heading : en.closing.heading;
  }
  const provider = context.provider?.name ?? '';
  const document = en.fileTypes.PAYSLIP;
  const headings = {
    loading: '',
    failed: en.failed.networkHeading,
    consent: en.consent.heading('Northwind Lending'),
    providerList: en.providerList.heading,
    login: en.login.heading(provider),
    loginOptions: en.loginOptions.heading,
    connecting: en.connecting.heading(provider),
    redirecting: en.redirecting.heading(provider),
    mfa: en.mfa.heading,
    connectSuccess: en.connectSuccess.heading,
    linkError: en.linkErrors[context.account?.errorCode ?? 'SYSTEM_ERROR'].title,
    accountRevoke: isIn({ accountRevoke: 'removed' })
      ? en.accountRevoke.goneTitle
      : isIn({ accountRevoke: 'confirming' })
        ? en.accountRevoke.askTitle
        : en.accountRevoke.heading(provider),
    employerSurvey: isIn({ employerSurvey: 'sent' })
      ? en.employerSurvey.sentTitle
      : en.employerSurvey.heading,
    fileTypeList: en.fileTypeList.heading,
    upload: en.upload.heading(document),
    archiveSuccess: en.archiveSuccess.heading,
    revokeArchive: isIn({ revokeArchive: 'removed' })
      ? en.revokeArchive.goneTitle
      : isIn({ revokeArchive: 'confirming' })
        ? en.revokeArchive.askTitle
        : en.revokeArchive.heading(document),
    closed: '',
  };
  return headings[shownView(snapshot)];
}

/** The notice that the screen shows besides its heading. */
function noticeOf(snapshot: ChartSnapshot): string | null {
  const { closing } = typeof snapshot.value === 'object' ? snapshot.value.shown! : { closing: null };
  if (closing !== 'idle')
    return snapshot.matches({ shown: { closing: { confirming: 'failed' } } }) ? en.stopping.failed : null;
  const isIn = (linking: object) => snapshot.matches({ shown: { flow: { linking } } } as never);
  if (isIn({ redirecting: 'blocked' })) return en.redirecting.blocked;
  if (isIn({ redirecting: 'dismissed' }))
    return snapshot.context.signInPlace ? en.redirecting.dismissed : en.redirecting.unfinished;
  return isIn({ mfa: { answering: 'renewed' } }) ? en.mfa.newCodeSent : null;
}

interface WalkedPage {
  SmileLinkModal: new (options: object) => { open(): void; destroy(): void };
  modal?: { open(): void; destroy(): void };
  received: string[];
}

async function open(page: Page, userToken: string): Promise<Frame> {
  const earlier = widgetFrames(page);
  await page.evaluate((token) => {
    const here = window as unknown as WalkedPage;
    here.modal?.destroy();
    here.received = [];
    here.modal = new here.SmileLinkModal({
      userToken: token,
      companyName: 'Northwind Lending',
      locale: 'en',
      onUIEvent: ({ eventName }: { eventName: string }) => here.received.push(eventName),
      onClose: ({ reason, screen, errorCode }: Record<string, unknown>) =>
        here.received.push(`onClose ${reason} ${screen} ${errorCode ?? null}`),
    });
    document.getElementById('open')?.focus();
    here.modal.open();
  }, userToken);
  const opened = () => widgetFrames(page).find((frame) => !earlier.includes(frame));
  await expect.poll(() => opened() !== undefined, soon).toBe(true);
  return opened()!;
}

const widgetFrames = (page: Page) => page.frames().filter((frame) => frame.url().includes('/widget/'));

const received = (page: Page) => page.evaluate(() => (window as unknown as WalkedPage).received);

export async function prepareWalker(page: Page, winkwire: Winkwire): Promise<Walker & AsyncDisposable> {
  const server = new RespondingServer(winkwire);
  const lender = await LenderPage.serve(page, await server.start());
  await lender.goto();
  const { accessToken: userToken } = await lender.token();
  // Without this listener, a key press could open the file chooser before Playwright has taken it over.
  page.on('filechooser', () => {});
  return {
    ...{ page, server, userToken },
    async [Symbol.asyncDispose]() {
      await lender[Symbol.asyncDispose]();
      await server.stop();
    },
  };
}
