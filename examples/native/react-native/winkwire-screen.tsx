import type { AppMessage, PageMessage, WidgetEvent } from '@winkwire/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { BackHandler, Platform } from 'react-native';
import { WebView, type WebViewMessageEvent } from 'react-native-webview';

/*
 * The widget as a screen of a React Native app. In addition to this file you need:
 *  - winkwire.html, in android/app/src/main/assets for Android, and in the app's bundle for iOS
 *  - iOS: NSCameraUsageDescription and NSPhotoLibraryUsageDescription in Info.plist, for photos of documents
 *  - Android: the permission CAMERA in AndroidManifest.xml; the web view requests it when a user chooses the camera
 *  - two origins, registered with PUT /v1/origins: the origin of `returnUrl`, and `null`, the origin of a file
 */
const server = 'https://winkwire.example.com';
const returnUrl = 'lender-app://back/linked';
const page = Platform.OS === 'android' ? 'file:///android_asset/winkwire.html' : 'winkwire.html';

type Callback = Extract<PageMessage, { type: 'callback' }>;

interface Props {
  /** Requests a link token from your back end, which has the API secret. */
  fetchToken: () => Promise<string>;
  /** Stores what has happened. A callback can come twice: drop it if you already have its `eventId`. */
  onCallback: (callback: Callback) => Promise<void>;
  /** Receives every event of the widget, for your analytics. */
  onEvent?: (event: WidgetEvent) => void;
  /** Called when the widget has closed, or could not be opened. */
  onClose: () => void;
}

export function WinkwireScreen({ fetchToken, onCallback, onEvent, onClose }: Props) {
  const web = useRef<WebView>(null);
  /** The URL to which a sign-in page has sent the user. A new URL makes the web view load the app's page again. */
  const [returned, setReturned] = useState<string>();

  const send = useCallback((message: AppMessage) => {
    // JSON needs no escapes in a script. react-native-webview requires scripts to end with `true`.
    web.current?.injectJavaScript(`winkwire.receive(${JSON.stringify(message)}); true;`);
  }, []);

  useEffect(() => {
    const { remove } = BackHandler.addEventListener('hardwareBackPress', () => {
      send({ winkwire: 1, type: 'request-close' });
      return true;
    });
    return remove;
  }, [send]);

  const receive = async ({ nativeEvent }: WebViewMessageEvent) => {
    // Accept messages only from the app's own page, not from the page of a provider.
    if (!nativeEvent.url.startsWith('file:')) return;
    const message: PageMessage = JSON.parse(nativeEvent.data);
    switch (message.type) {
      case 'ready':
        send({
          winkwire: 1,
          type: 'open',
          server,
          options: { userToken: await fetchToken(), enableUpload: true, returnUrl },
          ...(returned && { returned }),
          events: onEvent !== undefined,
        });
        break;
      case 'callback':
        await onCallback(message);
        send({ winkwire: 1, type: 'acknowledge', eventId: message.argument.eventId });
        if (message.name === 'onTokenExpired')
          send({ winkwire: 1, type: 'update-token', userToken: await fetchToken() });
        if (message.name === 'onClose') onClose();
        break;
      case 'event':
        onEvent?.(message.event);
        break;
      case 'failed':
        console.error(`Winkwire: ${message.message}`);
        onClose();
        break;
      default:
      // A newer page may send other types. Ignore them.
    }
  };

  /** Lets a provider's sign-in page load. An address that begins with `returnUrl` is stored and not loaded. */
  const mayLoad = ({ url }: { url: string }) => {
    if (!url.startsWith(returnUrl)) return /^(https:|file:|about:)/.test(url);
    setReturned(url);
    return false;
  };

  return (
    <WebView
      key={returned}
      ref={web}
      source={{ uri: page }}
      originWhitelist={['*']}
      onMessage={(event) => void receive(event)}
      onShouldStartLoadWithRequest={mayLoad}
      setSupportMultipleWindows={false}
      allowFileAccess
      bounces={false}
    />
  );
}
