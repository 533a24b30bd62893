//! What goes wrong, as an answer.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regesta::store::StoreError;

use crate::wire::Problem;

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The address is taken or not allowed.
    #[error("port {port} of this machine cannot be used: {source}")]
    Bind {
        /// The port as given; 0 for any.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The data directory cannot be used.
    #[error("the folder {folder} for projects cannot be used: {source}")]
    Data {
        /// The folder.
        folder: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A path given at the start cannot be opened.
    #[error("{path}: {reason}")]
    Path {
        /// The path.
        path: std::path::PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The machine did not give what was needed.
    #[error(transparent)]
    System(#[from] std::io::Error),
}

/// Why a request was not answered with what it asked for.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) problem: Box<Problem>,
}

pub(crate) type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    pub(crate) fn new(status: StatusCode, code: &str, expected: &str, found: &str, place: &str, cure: &str) -> Self {
        let problem = Problem {
            code: code.to_owned(),
            expected: expected.to_owned(),
            found: found.to_owned(),
            place: place.to_owned(),
            cure: cure.to_owned(),
        };
        Self { status, problem: Box::new(problem) }
    }

    pub(crate) fn not_found(code: &str, expected: &str, found: &str, cure: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, expected, found, "the address", cure)
    }

    pub(crate) fn bad_parameter(name: &str, expected: &str, found: &str) -> Self {
        let code = "request.parameter";
        Self::new(StatusCode::BAD_REQUEST, code, expected, found, name, "give the parameter as it is expected")
    }

    pub(crate) fn internal(place: &str, found: &str) -> Self {
        let cure = "try again; where it comes back, build the project again from its folder, decisions are kept";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server.internal", "an answer", found, place, cure)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        regesta::Error::from(error).into()
    }
}

impl From<regesta::Error> for ApiError {
    fn from(error: regesta::Error) -> Self {
        use regesta::ErrorKind;
        let (status, code) = match (&error, error.kind()) {
            (regesta::Error::Store(StoreError::Locked { .. }), _) => (StatusCode::CONFLICT, "project.locked"),
            (regesta::Error::UnknownId { .. }, _) => (StatusCode::NOT_FOUND, "id.unknown"),
            (_, ErrorKind::Input) => (StatusCode::BAD_REQUEST, "request.input"),
            (_, ErrorKind::Project) => (StatusCode::INTERNAL_SERVER_ERROR, "project.unusable"),
            (_, ErrorKind::Pack) => (StatusCode::INTERNAL_SERVER_ERROR, "pack.unusable"),
            (_, ErrorKind::System) => (StatusCode::INTERNAL_SERVER_ERROR, "machine.refused"),
            (_, ErrorKind::Stopped) => (StatusCode::CONFLICT, "job.stopped"),
        };
        let hint = error.hint();
        let cure = if hint.is_empty() { "look at `regesta check` for this project file" } else { &hint };
        Self::new(status, code, "a project file that can be read", &error.to_string(), "the project file", cure)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(self.problem)).into_response()
    }
}
