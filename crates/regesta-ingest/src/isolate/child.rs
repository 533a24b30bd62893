//! The side that reads.

use std::cell::RefCell;
use std::io::{Read, Write};

use crate::reader::read_bytes_watched;
use crate::{IngestError, Limits, PagePicture};

use super::{Answer, PictureRequest, Request, wire};

/// What the hidden subcommand does: takes limits upon itself, reads the file from `input` or draws a page of it, writes the
/// result to `out`.
///
/// `request` is the argument that [`read_in_child`](super::read_in_child) appended. On Linux the process may, from here
/// on, use no more memory, processor time and open files than the limits say, write no file and gain no rights, and where
/// the kernel knows Landlock it may open no file and no connection. On other systems only the parent's clock watches it.
/// A failure to read the file is part of the answer, not an error here.
///
/// # Errors
/// [`IngestError::Protocol`] if `request` is not understood or the answer cannot be written. The program should then end
/// with a code other than 0.
pub fn child_main(request: &str, input: impl Read, out: impl Write) -> Result<(), IngestError> {
    let request: Request = serde_json::from_str(request)
        .map_err(|error| IngestError::Protocol { name: "the request".into(), reason: error.to_string() })?;
    confine(&request.options.limits, request.file_bytes)?;
    let out = RefCell::new(out);
    // A parent that no longer listens is found out when the answer is written.
    let on_page = |index| drop(wire::write_page_notice(&mut *out.borrow_mut(), index));
    let answer = answer(&request, input, &on_page);
    wire::write_answer(out.into_inner(), answer).map_err(|error| IngestError::Protocol {
        name: request.name,
        reason: format!("cannot write the answer: {error}"),
    })
}

fn answer(request: &Request, input: impl Read, on_page: &dyn Fn(u32)) -> Result<Answer, IngestError> {
    let limit = request.options.limits.max_file_bytes;
    // Room for one byte more than the file, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(request.file_bytes.min(limit) as usize + 1);
    input
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| IngestError::Unreadable { path: request.name.clone(), source })?;
    match &request.picture {
        Some(picture) => draw(bytes, &request.name, picture).map(Answer::Drawn),
        None => {
            read_bytes_watched(bytes, &request.name, &request.options, on_page).map(|read| Answer::Read(Box::new(read)))
        }
    }
}

#[cfg(feature = "pictures")]
fn draw(bytes: Vec<u8>, name: &str, picture: &PictureRequest) -> Result<PagePicture, IngestError> {
    crate::page_picture(bytes, name, picture.page, picture.width, &picture.marks)
}

#[cfg(not(feature = "pictures"))]
fn draw(_: Vec<u8>, name: &str, _: &PictureRequest) -> Result<PagePicture, IngestError> {
    Err(IngestError::Protocol { name: name.into(), reason: "this program was built without pictures of pages".into() })
}

#[cfg(target_os = "linux")]
fn confine(limits: &Limits, file_bytes: u64) -> Result<(), IngestError> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// Standard input, output and error, and a few for the runtime.
    const OPEN_FILES: u64 = 16;
    let refused = |what: &str, error: rustix::io::Errno| IngestError::Protocol {
        name: "the reading process".into(),
        reason: format!("cannot limit its {what}: {error}"),
    };
    rustix::thread::set_no_new_privs(true).map_err(|error| refused("rights", error))?;
    let cpu = limits.cpu_seconds_for(file_bytes);
    for (resource, what, limit) in [
        (Resource::As, "memory", limits.memory_for(file_bytes)),
        (Resource::Cpu, "processor time", cpu),
        (Resource::Nofile, "open files", OPEN_FILES),
        (Resource::Fsize, "written files", 0),
        (Resource::Core, "core dumps", 0),
    ] {
        // A stricter limit that is in force already stays.
        let current = getrlimit(resource).maximum.map_or(limit, |in_force| in_force.min(limit));
        // With some seconds between them the process dies of SIGXCPU, which says why, and not of SIGKILL.
        let maximum = if resource == Resource::Cpu { current.saturating_add(2) } else { current };
        let maximum = getrlimit(resource).maximum.map_or(maximum, |in_force| in_force.min(maximum));
        let new = Rlimit { current: Some(current), maximum: Some(maximum) };
        setrlimit(resource, new).map_err(|error| refused(what, error))?;
    }
    deny_files_and_network();
    Ok(())
}

/// Takes away the right to open, make or remove any file and to connect anywhere; what is open already stays so. The
/// limits above hold on every Linux; this holds where the kernel knows Landlock, and its absence is no reason not to
/// read. Tells whether it holds.
#[cfg(target_os = "linux")]
fn deny_files_and_network() -> bool {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus};

    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V5)))
        .and_then(|ruleset| ruleset.create())
        .and_then(|ruleset| ruleset.restrict_self());
    ruleset.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

#[cfg(not(target_os = "linux"))]
fn confine(_limits: &Limits, _file_bytes: u64) -> Result<(), IngestError> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::File;

    #[test]
    fn confined_thread_can_open_and_make_no_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let (there, new) = (folder.path().join("there"), folder.path().join("new"));
        File::create(&there).unwrap();
        // Landlock binds the thread that asks for it.
        let confined = std::thread::spawn(move || {
            super::deny_files_and_network().then(|| (File::open(there).is_err(), File::create(new).is_err()))
        });
        if let Some(outcome) = confined.join().unwrap() {
            assert_eq!(outcome, (true, true));
        }
    }
}
