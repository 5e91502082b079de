package com.example.lender

import android.Manifest.permission.CAMERA
import android.app.Activity
import android.app.Dialog
import android.content.ContentValues
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.os.Message
import android.provider.MediaStore
import android.util.Log
import android.webkit.JavascriptInterface
import android.webkit.ValueCallback
import android.webkit.WebChromeClient
import android.webkit.WebResourceRequest
import android.webkit.WebView
import android.webkit.WebViewClient
import org.json.JSONObject

/**
 * The widget as an activity. In addition to these two files you need:
 *  - winkwire.html in src/main/assets
 *  - the permissions INTERNET and CAMERA in the manifest; CAMERA is for documents that users photograph
 *  - three origins, registered with PUT /v1/origins: that of [returnUrl], and `null` and `file://`, which a page in a file has
 */
abstract class WinkwireActivity : Activity() {
    private val server = "https://winkwire.example.com"
    private val returnUrl = "lender-app://back/linked"
    private val page = "file:///android_asset/winkwire.html"
    private lateinit var web: WebView
    private var chosenFiles: ValueCallback<Array<Uri>>? = null
    private var photo: Uri? = null

    /** The URL to which a provider's sign-in page has led. The app's page is then loaded again, and continues there. */
    private var returned: String? = null

    /** Gets a link token from your back end, which has the API secret. Call [use] on the main thread. */
    abstract fun fetchToken(use: (String) -> Unit)

    /** Stores what has happened, and then calls [done]. */
    abstract fun onCallback(callback: PageMessage.Callback, done: () -> Unit)

    /** Receives every event of the widget, for your analytics. */
    abstract fun onEvent(event: JSONObject)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        web = webView()
        // Only this web view gets the bridge. The web view of a popup does not.
        web.addJavascriptInterface(Bridge(), "Winkwire")
        setContentView(web)
        web.loadUrl(page)
        // From Android 13 on, an app may opt in to the predictive gesture, which does not call onBackPressed.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU)
            onBackInvokedDispatcher.registerOnBackInvokedCallback(0) { send(AppMessage.requestClose()) }
    }

    @Deprecated("Called by Android 12 and older")
    override fun onBackPressed() = send(AppMessage.requestClose())

    override fun onDestroy() {
        web.destroy()
        super.onDestroy()
    }

    private fun webView() = WebView(this).apply {
        settings.javaScriptEnabled = true
        settings.domStorageEnabled = true
        settings.javaScriptCanOpenWindowsAutomatically = true
        settings.setSupportMultipleWindows(true)
        webViewClient = Navigation()
        webChromeClient = Chrome()
    }

    /** JSON is a JavaScript expression, so a message needs no escapes in a script. */
    private fun send(message: JSONObject) = web.evaluateJavascript("winkwire.receive($message)", null)

    private fun receive(message: PageMessage?) {
        when (message) {
            is PageMessage.Ready -> fetchToken { token ->
                val options = JSONObject().put("userToken", token).put("enableUpload", true).put("returnUrl", returnUrl)
                send(AppMessage.open(server, options, returned))
            }
            is PageMessage.Callback -> onCallback(message) {
                send(AppMessage.acknowledge(message.eventId))
                if (message.name == "onTokenExpired") fetchToken { send(AppMessage.updateToken(it)) }
                if (message.name == "onClose") finish()
            }
            is PageMessage.Event -> onEvent(message.event)
            is PageMessage.Failed -> {
                Log.e("Winkwire", message.message)
                finish()
            }
            null -> Unit
        }
    }

    private inner class Bridge {
        /** Android calls this on another thread. Frames and providers' pages have this object too, so check the page. */
        @JavascriptInterface
        fun postMessage(text: String) = runOnUiThread {
            if (web.url?.startsWith(page) == true) receive(PageMessage.parse(text))
        }
    }

    /** A provider's own sign-in page opens in this web view. After the sign-in, it leads to [returnUrl]. */
    private inner class Navigation : WebViewClient() {
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
            val url = request.url.toString()
            if (url.startsWith(returnUrl)) {
                returned = url
                web.loadUrl(page)
            }
            return request.url.scheme != "https"
        }
    }

    private inner class Chrome : WebChromeClient() {
        /** If the widget opens a popup, the popup is a second web view. The widget notices when it closes. */
        override fun onCreateWindow(view: WebView, dialog: Boolean, byUser: Boolean, result: Message): Boolean {
            val popup = webView()
            val window = Dialog(this@WinkwireActivity, android.R.style.Theme_DeviceDefault_Light_NoActionBar)
            window.setContentView(popup)
            window.setOnDismissListener { popup.destroy() }
            popup.webChromeClient = object : WebChromeClient() {
                override fun onCloseWindow(closed: WebView) = window.dismiss()
            }
            window.show()
            (result.obj as WebView.WebViewTransport).webView = popup
            result.sendToTarget()
            return true
        }

        override fun onShowFileChooser(
            view: WebView,
            chosen: ValueCallback<Array<Uri>>,
            params: FileChooserParams,
        ): Boolean {
            // The page waits for the result of an earlier file chooser. Without one, it opens no other.
            chosenFiles?.onReceiveValue(null)
            chosenFiles = chosen
            if (!params.isCaptureEnabled) startActivityForResult(params.createIntent(), FILES)
            else if (checkSelfPermission(CAMERA) == PERMISSION_GRANTED) takePhoto()
            else requestPermissions(arrayOf(CAMERA), CAMERA_QUESTION)
            return true
        }
    }

    private fun takePhoto() {
        photo = contentResolver.insert(MediaStore.Images.Media.EXTERNAL_CONTENT_URI, ContentValues())
        val camera = Intent(MediaStore.ACTION_IMAGE_CAPTURE).putExtra(MediaStore.EXTRA_OUTPUT, photo)
        startActivityForResult(camera, PHOTO)
    }

    override fun onRequestPermissionsResult(question: Int, permissions: Array<String>, results: IntArray) {
        if (results.firstOrNull() == PERMISSION_GRANTED) takePhoto() else passOn(null)
    }

    override fun onActivityResult(question: Int, result: Int, data: Intent?) {
        if (question == FILES) passOn(WebChromeClient.FileChooserParams.parseResult(result, data))
        else if (result == RESULT_OK) passOn(photo?.let { arrayOf(it) })
        else {
            photo?.let { contentResolver.delete(it, null, null) }
            passOn(null)
        }
    }

    /** Call this even if the user refuses. Otherwise the page could never open a file chooser again. */
    private fun passOn(files: Array<Uri>?) {
        chosenFiles?.onReceiveValue(files)
        chosenFiles = null
    }

    private companion object {
        const val FILES = 1
        const val PHOTO = 2
        const val CAMERA_QUESTION = 3
    }
}
