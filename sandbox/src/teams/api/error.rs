//! The shapes of a refusal.

use axum::Json;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What an operation answers.
pub(super) type Answer = Result<(StatusCode, Value), ApiError>;

/// A status with `{"error":{"code":…,"message":…}}`.
#[derive(Debug)]
pub(super) struct ApiError {
    pub(super) status: StatusCode,
    pub(super) code: String,
    message: String,
    wait: Option<u64>,
}

impl ApiError {
    pub(super) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            wait: None,
        }
    }

    pub(super) fn forbidden(code: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, "The operation is not allowed")
    }

    pub(super) fn bad_request(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadSyntax", message)
    }

    pub(super) fn no_conversation() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "ConversationNotFound",
            "Conversation not found.",
        )
    }

    pub(super) fn not_in_roster() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "BotNotInConversationRoster",
            "The bot is not part of the conversation roster.",
        )
    }

    pub(super) fn no_activity() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "ActivityNotFoundInConversation",
            "The activity was not found in the conversation.",
        )
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "Unauthorized",
            "Authorization has been denied for this request.",
        )
    }

    pub(super) fn throttled(wait: Option<u64>) -> Self {
        Self {
            wait,
            ..Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "Throttled",
                "Too many requests",
            )
        }
    }

    pub(super) fn precondition_failed() -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "PreconditionFailed",
            "Precondition failed, please try again.",
        )
    }

    /// A status of the gateway, whose body is no JSON.
    pub(super) fn gateway(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
        Self::new(status, "", "")
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if self.code.is_empty() {
            return (self.status, "<html><body>Bad gateway</body></html>").into_response();
        }
        // The service behind the connector has a shape of its own.
        let body = if self.code == "MessageWritesBlocked" {
            let inner = "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \
                \"Thread is blocked\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}";
            json!({"errorCode": 209, "message": inner})
        } else {
            json!({"error": {"code": self.code, "message": self.message}})
        };
        let mut response = (self.status, Json(body)).into_response();
        if let Some(seconds) = self.wait {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
