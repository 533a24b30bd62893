use std::io::{self, IsTerminal, Write};

use regesta::{Error, ErrorKind};

/// Why the program ends with a code other than 0.
#[derive(Debug)]
pub enum Failure {
    /// The library could not do it.
    Library(Error),
    /// Something that was named is not there, or was named wrongly.
    Input { message: String, hint: String },
    /// The machine did not give what was needed.
    System { message: String },
    /// `check` found errors; they are printed already.
    Found,
    /// The reader of the output went away.
    ClosedPipe,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl From<regesta::store::StoreError> for Failure {
    fn from(error: regesta::store::StoreError) -> Self {
        Self::Library(error.into())
    }
}

impl From<regesta::lang::PackError> for Failure {
    fn from(error: regesta::lang::PackError) -> Self {
        Self::Library(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::System { message: error.to_string() }
    }
}

impl Failure {
    /// The exit code, as `regesta --help` lists them.
    pub fn code(&self) -> u8 {
        match self {
            Self::Found => 1,
            Self::Input { .. } => 3,
            Self::System { .. } => 6,
            Self::ClosedPipe => 0,
            Self::Library(error) => match error.kind() {
                ErrorKind::Input => 3,
                ErrorKind::Project => 4,
                ErrorKind::Pack => 5,
                ErrorKind::System => 6,
                ErrorKind::Stopped => 130,
            },
        }
    }

    /// Prints message and cure to standard error.
    pub fn print(&self) {
        let (message, hint) = match self {
            Self::Library(error) => (error.to_string(), error.hint()),
            Self::Input { message, hint } => (message.clone(), hint.clone()),
            Self::System { message } => (message.clone(), String::new()),
            Self::Found | Self::ClosedPipe => return,
        };
        let mut err = io::stderr().lock();
        let (red, plain) = if err.is_terminal() { ("\x1b[31m", "\x1b[0m") } else { ("", "") };
        let _ = writeln!(err, "{red}error{plain}: {message}");
        if !hint.is_empty() {
            let _ = writeln!(err, " cure: {hint}");
        }
    }
}
