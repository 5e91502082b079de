import 'dart:convert';

import 'package:file_picker/file_picker.dart';
import 'package:flutter/material.dart';
import 'package:image_picker/image_picker.dart';
import 'package:webview_flutter/webview_flutter.dart';
import 'package:webview_flutter_android/webview_flutter_android.dart';

/// The widget as a page of a Flutter app. In addition to this file you need:
///  - `winkwire.html` under `assets:` in pubspec.yaml, with webview_flutter, file_picker and image_picker
///  - iOS: NSCameraUsageDescription in Info.plist, for documents that users photograph. WebKit itself lets the user
///    choose between camera, photos and files
///  - three origins, registered with PUT /v1/origins: that of [returnUrl], and `null` and `file://`, which a page in a
///    file has
class WinkwirePage extends StatefulWidget {
  const WinkwirePage({super.key, required this.fetchToken, required this.onCallback, this.onEvent});

  /// Gets a link token from your back end, which has the API secret.
  final Future<String> Function() fetchToken;

  /// Stores what has happened. A callback can come twice: drop those whose `eventId` you know.
  final Future<void> Function(String name, Map<String, dynamic> argument) onCallback;

  /// Receives every event of the widget, for your analytics.
  final void Function(Map<String, dynamic> event)? onEvent;

  @override
  State<WinkwirePage> createState() => _WinkwirePageState();
}

class _WinkwirePageState extends State<WinkwirePage> {
  static const server = 'https://winkwire.example.com';
  static const returnUrl = 'lender-app://back/linked';
  static const page = 'assets/winkwire.html';
  late final WebViewController web;

  /// The URL to which a provider's sign-in page has led. The app's page is then loaded again, and continues there.
  String? returned;

  @override
  void initState() {
    super.initState();
    web = WebViewController()
      ..setJavaScriptMode(JavaScriptMode.unrestricted)
      ..addJavaScriptChannel('Winkwire', onMessageReceived: (message) => receive(message.message))
      ..setNavigationDelegate(NavigationDelegate(onNavigationRequest: decide));
    final platform = web.platform;
    if (platform is AndroidWebViewController) platform.setOnShowFileSelector(chooseFiles);
    web.loadFlutterAsset(page);
  }

  /// JSON is a JavaScript expression, so a message needs no escapes in a script.
  Future<void> send(Map<String, dynamic> message) =>
      web.runJavaScript('winkwire.receive(${jsonEncode({'winkwire': 1, ...message})})');

  Future<void> receive(String text) async {
    // Frames and providers' pages have the channel too. Accept messages only from the app's own page.
    if (!((await web.currentUrl())?.contains(page) ?? false)) return;
    final message = jsonDecode(text) as Map<String, dynamic>;
    if (message['winkwire'] != 1) return;
    switch (message['type']) {
      case 'ready':
        await send({
          'type': 'open',
          'server': server,
          'options': {
            'userToken': await widget.fetchToken(),
            'enableUpload': true,
            'returnUrl': returnUrl,
          },
          if (returned != null) 'returned': returned,
          'events': widget.onEvent != null,
        });
      case 'callback':
        final name = message['name'] as String;
        final argument = message['argument'] as Map<String, dynamic>;
        await widget.onCallback(name, argument);
        await send({'type': 'acknowledge', 'eventId': argument['eventId']});
        if (name == 'onTokenExpired') {
          await send({'type': 'update-token', 'userToken': await widget.fetchToken()});
        }
        if (name == 'onClose') close();
      case 'event':
        widget.onEvent?.call(message['event'] as Map<String, dynamic>);
      case 'failed':
        debugPrint('Winkwire: ${message['message']}');
        close();
    }
  }

  /// A provider's own sign-in page opens in this web view. After the sign-in, it leads to [returnUrl].
  NavigationDecision decide(NavigationRequest request) {
    if (request.url.startsWith(returnUrl)) {
      returned = request.url;
      web.loadFlutterAsset(page);
      return NavigationDecision.prevent;
    }
    final isAllowed = ['https', 'file', 'about'].contains(Uri.parse(request.url).scheme);
    return isAllowed ? NavigationDecision.navigate : NavigationDecision.prevent;
  }

  /// On Android, the app itself opens the file chooser. An empty list means that the user has cancelled.
  Future<List<String>> chooseFiles(FileSelectorParams params) async {
    if (params.isCaptureEnabled) {
      final photo = await ImagePicker().pickImage(source: ImageSource.camera);
      return [if (photo != null) Uri.file(photo.path).toString()];
    }
    final chosen = await FilePicker.platform.pickFiles(
      allowMultiple: params.mode == FileSelectorMode.openMultiple,
    );
    return [
      for (final file in chosen?.files ?? const <PlatformFile>[])
        if (file.path case final path?) Uri.file(path).toString(),
    ];
  }

  void close() {
    if (mounted) Navigator.of(context).pop();
  }

  @override
  Widget build(BuildContext context) => PopScope(
    canPop: false,
    onPopInvokedWithResult: (didPop, _) {
      if (!didPop) send({'type': 'request-close'});
    },
    child: Scaffold(body: SafeArea(child: WebViewWidget(controller: web))),
  );
}
