// @ts-check

Object.assign(window, { winkwire: connectToApp() });

/**
 * Connects a page to the app that shows it in a web view, as docs/native.md describes: each message is one JSON text.
 * Without an app around the page, nothing is posted.
 */
function connectToApp() {
  const app = findApp();
  /** @type {Map<string, () => void>} By the id of the callback's event. */
  const unacknowledged = new Map();
  /** @type {Record<string, (message: any) => void>} */
  const receivers = { acknowledge: ({ eventId }) => unacknowledged.get(eventId)?.() };
  const names = [
    ...['onAccountCreated', 'onAccountConnected', 'onAccountRemoved', 'onAccountError'],
    ...['onUploadsCreated', 'onUploadsRemoved', 'onUIEvent', 'onClose'],
  ];

  function findApp() {
    // On iOS, React Native has a handler of WebKit too, under another name. Flutter's channel is `Winkwire` everywhere.
    const { ReactNativeWebView, webkit, Winkwire } = /** @type {any} */ (window);
    return ReactNativeWebView ?? webkit?.messageHandlers?.Winkwire ?? Winkwire;
  }

  /** @param {{ type: string, [field: string]: unknown }} message */
  function post(message) {
    // A method of an app's object works only when it is called on that object.
    app?.postMessage(JSON.stringify({ winkwire: 1, ...message }));
  }

  /**
   * Posts a callback. The promise resolves when the app acknowledges it. Until then the widget keeps the callback, to
   * repeat it at the user's next launch.
   * @param {string} name
   * @param {{ eventId: string }} argument
   * @returns {Promise<void>}
   */
  function forward(name, argument) {
    if (!app) return Promise.resolve();
    return new Promise((resolve) => {
      unacknowledged.set(argument.eventId, resolve);
      post({ type: 'callback', name, argument });
    });
  }

  return {
    isInApp: Boolean(app),
    post,
    forward,
    /** Options of `SmileLinkModal` that forward each callback. Only `onTokenExpired` is left to the page. */
    callbacks: Object.fromEntries(
      names.map((name) => [name, (/** @type {{ eventId: string }} */ argument) => forward(name, argument)]),
    ),
    /**
     * Sets what is done with the app's messages of a type.
     * @param {string} type
     * @param {(message: any) => void} receiver
     */
    on(type, receiver) {
      receivers[type] = receiver;
    },
    /**
     * The app calls this with a message. A type that is not known here is ignored: the app may be newer than the page.
     * @param {{ winkwire: number, type: string }} message
     */
    receive(message) {
      if (message?.winkwire === 1) receivers[message.type]?.(message);
      else console.error('winkwire.receive: pass a message with `winkwire: 1`.');
    },
  };
}
