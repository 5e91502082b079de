import { type Page, test } from '@playwright/test';
import type { AppMessage, PageMessage } from '@winkwire/contract';

/** The script that puts the bridge of each platform into a page. Bridges call `winkwireToApp`. */
const bridges = {
  /** On iOS, react-native-webview passes each message to WebKit's handler as a string. */
  'React Native': `
    window.webkit = handlers('ReactNativeWebView');
    window.ReactNativeWebView = {
      postMessage: (data) => window.webkit.messageHandlers.ReactNativeWebView.postMessage(String(data)),
    };`,
  WKWebView: `window.webkit = handlers('Winkwire');`,
  'Android WebView': `window.Winkwire = javaObject();`,
  /** On Android, Flutter's JavaScript channel is an object like that of an Android WebView. */
  Flutter: `
    window.webkit = handlers('Winkwire');
    window.Winkwire = window.webkit.messageHandlers.Winkwire;`,
};

export type Bridge = keyof typeof bridges;
export const bridgeNames = Object.keys(bridges) as Bridge[];

/** Behaves as on a device: `postMessage` throws for a wrong `this`, and only strings reach the app. */
const platformObjects = `
  const handlers = (name) => {
    class UserMessageHandler {
      postMessage(body) {
        if (!(this instanceof UserMessageHandler)) throw new TypeError('Can only call UserMessageHandler.postMessage on instances of UserMessageHandler');
        // As in WebKit, structuredClone throws a DataCloneError for functions.
        const copy = structuredClone(body);
        if (typeof copy === 'string') winkwireToApp(copy);
      }
    }
    return Object.freeze({ messageHandlers: Object.freeze({ [name]: new UserMessageHandler() }) });
  };
  const javaObject = () => {
    const object = {
      postMessage(text) {
        if (this !== object) throw new Error("Java bridge method can't be invoked on a non-injected object");
        if (arguments.length !== 1) throw new Error('Method not found');
        // The parameter is a Java String. An object would arrive as the text "undefined".
        winkwireToApp(typeof text === 'string' ? text : 'undefined');
      },
    };
    return Object.freeze(object);
  };`;

/** The app around a page. It records the messages of both sides. */
export class NativeApp {
  readonly messages: ({ from: 'page'; message: PageMessage } | { from: 'app'; message: AppMessage })[] = [];
  readonly #page: Page;
  readonly #behaviour: Behaviour;

  private constructor(page: Page, behaviour: Behaviour) {
    this.#page = page;
    this.#behaviour = behaviour;
  }

  /** Puts a platform's bridge into each document that the page loads from now on. */
  static async around(page: Page, bridge: Bridge, behaviour: Behaviour): Promise<NativeApp> {
    const app = new NativeApp(page, behaviour);
    await page.exposeFunction('winkwireToApp', (text: string) => app.#receive(JSON.parse(text)));
    await page.addInitScript(`{ ${platformObjects} ${bridges[bridge]} }`);
    return app;
  }

  /** Runs a script that contains the message, which every platform can do. */
  async send(message: AppMessage): Promise<void> {
    this.messages.push({ from: 'app', message });
    await this.#page.evaluate(`winkwire.receive(${JSON.stringify(message)})`);
  }

  get callbacks(): string[] {
    return this.messages.flatMap(({ message }) => (message.type === 'callback' ? [message.name] : []));
  }

  #receive(message: PageMessage): void {
    this.messages.push({ from: 'page', message });
    const react = async () => {
      if (message.type === 'callback' && !this.#behaviour.neverAcknowledges?.includes(message.name))
        await this.send({ winkwire: 1, type: 'acknowledge', eventId: message.argument.eventId });
      const response = this.#behaviour.respond?.(message);
      if (response) await this.send(response);
    };
    // The page may be gone when its last message arrives.
    void react().catch((error) => test.info().annotations.push({ type: 'app', description: `${error}` }));
  }
}

interface Behaviour {
  respond?: (message: PageMessage) => AppMessage | undefined;
  neverAcknowledges?: readonly string[];
}
