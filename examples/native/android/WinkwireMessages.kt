package com.example.lender

import org.json.JSONObject

/** The messages of the page. A newer page may send other types. They are ignored. */
sealed interface PageMessage {
    data object Ready : PageMessage

    /** A callback can come twice: drop those whose `eventId` you know. */
    data class Callback(val name: String, val argument: JSONObject) : PageMessage {
        val eventId: String get() = argument.getString("eventId")
    }

    data class Event(val event: JSONObject) : PageMessage

    data class Failed(val message: String) : PageMessage

    companion object {
        fun parse(text: String): PageMessage? {
            val message = JSONObject(text)
            return when (message.optString("type").takeIf { message.optInt("winkwire") == 1 }) {
                "ready" -> Ready
                "callback" -> Callback(message.getString("name"), message.getJSONObject("argument"))
                "event" -> Event(message.getJSONObject("event"))
                "failed" -> Failed(message.getString("message"))
                else -> null
            }
        }
    }
}

/** The messages of the app. */
object AppMessage {
    /** [returned] is the URL to which a provider's sign-in page has led, or null. Without `events`, the page sends no [PageMessage.Event]. */
    fun open(server: String, options: JSONObject, returned: String?) =
        message("open").put("server", server).put("options", options).put("returned", returned).put("events", true)

    fun acknowledge(eventId: String) = message("acknowledge").put("eventId", eventId)

    fun updateToken(userToken: String) = message("update-token").put("userToken", userToken)

    fun requestClose() = message("request-close")

    private fun message(type: String) = JSONObject().put("winkwire", 1).put("type", type)
}
