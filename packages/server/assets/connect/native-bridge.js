// @ts-check

Object.assign(window, { winkwire: connectToApp() });

/**
 * Connects a page to the app that shows it in a web view. Each message is one JSON text, see docs/native.md.
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
    // The object that receives the messages: that of React Native, the handler `Winkwire` of WKWebView on iOS,
    // or the object `Winkwire` on Android and in Flutter. React Native on iOS also has a handler of WKWebView,
    // but with another name.
    const { ReactNativeWebView, webkit, Winkwire } = /** @type {any} */ (window);
    return ReactNativeWebView ?? webkit?.messageHandlers?.Winkwire ?? Winkwire;
  }

  /** @param {{ type: string, [field: string]: unknown }} message */
  function post(message) {
    // A method of an app's object works only when it is called on that object.
    app?.postMessage(JSON.stringify({ winkwire: 1, ...message }));
  }

  /**
   * Posts a callback. The promise resolves when the app acknowledges the callback. Until then, the widget keeps
   * it, and repeats it at the user's next launch.
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
    /**
     * Options of `SmileLinkModal` that forward each callback to the app, except `onTokenExpired`, which the
     * page adds itself.
     */
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
     * The app calls this function with a message. A message of an unknown type is ignored, because the app may
     * be newer than the page.
     * @param {{ winkwire: number, type: string }} message
     */
    receive(message) {
      if (message?.winkwire === 1) receivers[message.type]?.(message);
      else console.error('winkwire.receive: pass a message with `winkwire: 1`.');
    },
  };
}
