import UIKit
import WebKit

/*
 * The widget as a view controller. Present it modally. In addition to this file you need:
 *  - winkwire.html in the app's bundle
 *  - NSCameraUsageDescription in Info.plist, for documents that users photograph. WebKit itself lets the user choose
 *    between camera, photos and files, and asks for permission
 *  - two origins, registered with PUT /v1/origins: the origin of `returnUrl`, and `null`, the origin of a file
 */
final class WinkwireViewController: UIViewController {
  private let server = "https://winkwire.example.com"
  private let returnUrl = "lender-app://back/linked"
  private let page = Bundle.main.url(forResource: "winkwire", withExtension: "html")!
  /// Gets a link token from your back end, which has the API secret.
  private let fetchToken: () async throws -> String
  /// Stores what has happened. A callback can come twice: drop those whose `eventId` you know.
  private let onCallback: (_ name: String, _ argument: [String: Any]) async -> Void
  /// Receives every event of the widget, for your analytics.
  var onEvent: ((_ event: [String: Any]) -> Void)?
  private var web: WKWebView!
  private var popup: UIViewController?
  /// The URL to which a provider's sign-in page has led. The app's page is then loaded again, and continues there.
  private var returned: String?

  init(
    fetchToken: @escaping () async throws -> String,
    onCallback: @escaping (_ name: String, _ argument: [String: Any]) async -> Void
  ) {
    self.fetchToken = fetchToken
    self.onCallback = onCallback
    super.init(nibName: nil, bundle: nil)
    // Otherwise a swipe would close the widget, and the widget could not ask the user first.
    isModalInPresentation = true
  }

  required init?(coder: NSCoder) { fatalError("Create it in code.") }

  override func loadView() {
    let configuration = WKWebViewConfiguration()
    configuration.userContentController.add(Bridge(self), name: "Winkwire")
    web = WKWebView(frame: .zero, configuration: configuration)
    web.navigationDelegate = self
    web.uiDelegate = self
    view = web
    load()
  }

  private func load() {
    web.loadFileURL(page, allowingReadAccessTo: page.deletingLastPathComponent())
  }

  override func viewDidAppear(_ animated: Bool) {
    super.viewDidAppear(animated)
    presentationController?.delegate = self
  }

  private func send(_ message: [String: Any]) {
    let versioned = message.merging(["winkwire": 1]) { given, _ in given }
    guard let data = try? JSONSerialization.data(withJSONObject: versioned) else { return }
    // JSON is a JavaScript expression, so a message needs no escapes in a script.
    web.evaluateJavaScript("winkwire.receive(\(String(decoding: data, as: UTF8.self)))")
  }

  @MainActor
  fileprivate func receive(_ text: String) async {
    guard let parsed = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let message = parsed as? [String: Any], message["winkwire"] as? Int == 1,
      let type = message["type"] as? String
    else { return }
    switch type {
    case "ready":
      guard let token = try? await fetchToken() else { return dismiss(animated: true) }
      let options: [String: Any] = ["userToken": token, "enableUpload": true, "returnUrl": returnUrl]
      var opening: [String: Any] = ["type": "open", "server": server, "options": options]
      opening["returned"] = returned
      opening["events"] = onEvent != nil
      send(opening)
    case "callback":
      guard let name = message["name"] as? String, let argument = message["argument"] as? [String: Any]
      else { return }
      await onCallback(name, argument)
      send(["type": "acknowledge", "eventId": argument["eventId"] ?? ""])
      if name == "onTokenExpired", let token = try? await fetchToken() {
        send(["type": "update-token", "userToken": token])
      }
      if name == "onClose" { dismiss(animated: true) }
    case "event":
      if let event = message["event"] as? [String: Any] { onEvent?(event) }
    case "failed":
      print("Winkwire: \(message["message"] ?? "")")
      dismiss(animated: true)
    default:
      // A newer page may send other types. Ignore them.
      break
    }
  }
}

/// WebKit retains its handlers. This one does not retain the view controller.
private final class Bridge: NSObject, WKScriptMessageHandler {
  private weak var controller: WinkwireViewController?

  init(_ controller: WinkwireViewController) {
    self.controller = controller
  }

  func userContentController(_ controller: WKUserContentController, didReceive message: WKScriptMessage) {
    // Frames, popups and providers' pages have the handler too. Accept messages only from the app's own page.
    guard message.frameInfo.isMainFrame, message.frameInfo.request.url?.isFileURL == true,
      let text = message.body as? String
    else { return }
    Task { await self.controller?.receive(text) }
  }
}

extension WinkwireViewController: UIAdaptivePresentationControllerDelegate {
  /// The user swipes down. On this platform, that takes the place of a back button.
  func presentationControllerDidAttemptToDismiss(_ presentation: UIPresentationController) {
    send(["type": "request-close"])
  }
}

extension WinkwireViewController: WKNavigationDelegate {
  /// A provider's own sign-in page opens in this web view. After the sign-in, it leads to `returnUrl`.
  func webView(
    _ webView: WKWebView, decidePolicyFor action: WKNavigationAction,
    decisionHandler: @escaping (WKNavigationActionPolicy) -> Void
  ) {
    guard let url = action.request.url, url.absoluteString.hasPrefix(returnUrl) else {
      let schemes = ["https", "file", "about"]
      return decisionHandler(schemes.contains(action.request.url?.scheme ?? "") ? .allow : .cancel)
    }
    decisionHandler(.cancel)
    returned = url.absoluteString
    load()
  }
}

extension WinkwireViewController: WKUIDelegate {
  /// If the widget opens a popup, the popup is a second web view. The widget notices when it closes.
  func webView(
    _ webView: WKWebView, createWebViewWith configuration: WKWebViewConfiguration,
    for action: WKNavigationAction, windowFeatures: WKWindowFeatures
  ) -> WKWebView? {
    let second = WKWebView(frame: .zero, configuration: configuration)
    second.uiDelegate = self
    let controller = UIViewController()
    controller.view = second
    popup = controller
    present(controller, animated: true)
    return second
  }

  func webViewDidClose(_ webView: WKWebView) {
    popup?.dismiss(animated: true)
    popup = nil
  }
}
