//! The detectors and lists, loaded once for all projects.

use std::sync::Arc;

use regesta::Engine;

use crate::error::ApiResult;
use crate::lazy::Lazy;

/// An engine that is loaded when it is first needed.
#[derive(Default)]
pub(crate) struct SharedEngine(Lazy<Engine>);

impl SharedEngine {
    pub(crate) fn get(&self) -> ApiResult<Arc<Engine>> {
        self.0.get(|| Ok(Engine::built_in()?))
    }
}
