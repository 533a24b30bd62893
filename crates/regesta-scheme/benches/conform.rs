//! Speed of a verdict: `cargo bench -p regesta-scheme`.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use regesta_scheme::{Case, ConformOptions, Scheme, conform};

fn main() {
    divan::main();
}

/// A chain of so many stages.
fn scheme(stages: usize) -> Scheme {
    let mut text = String::from("[scheme]\nid = \"N\"\n");
    for n in 0..stages {
        let _ = write!(
            text,
            "[[stage]]\nid = \"S{n}\"\nname = \"stage\"\nindicator = [{{ id = \"I{n}\", what = \"x\" }}]\n"
        );
    }
    for n in 1..stages {
        let _ = write!(text, "[[order]]\nbefore = \"S{}\"\nafter = \"S{n}\"\n", n - 1);
    }
    Scheme::parse("n.toml", &text).value.expect("the scheme is valid")
}

/// Evidence of so many texts for each stage; every `linked`-th stage is dated from the one before it by each text.
fn case(stages: usize, texts: usize, linked: usize) -> Case {
    let mut text = String::from("[case]\nid = \"C\"\n");
    for n in 0..stages {
        for t in 0..texts {
            let _ =
                write!(text, "[[evidence]]\nid = \"e{n}-{t}\"\nstage = \"S{n}\"\ntext = \"T{t}\"\nquote = \"words\"\n");
            if n > 0 && n % linked == 0 {
                let _ = writeln!(text, "relative = {{ to = \"S{}\", after = \"PT{}H\" }}", n - 1, t + 1);
            } else {
                let _ = writeln!(text, "date = \"1920-05-{:02}\"", 1 + n % 20 + t);
            }
        }
    }
    Case::parse("c.toml", &text).value.expect("the case is valid")
}

/// Twelve stages by three texts: no relative date, every third stage, every stage (all 531 441 readings hang together).
#[divan::bench(args = [100, 3, 1], sample_count = 5, sample_size = 1)]
fn twelve_by_three(bencher: Bencher<'_, '_>, linked: usize) {
    let (scheme, case) = (scheme(12), case(12, 3, linked));
    bencher.bench(|| black_box(conform(&scheme, &case, &ConformOptions::default())));
}

#[divan::bench(args = [100, 3, 1], sample_count = 5, sample_size = 1)]
fn thirty_by_three(bencher: Bencher<'_, '_>, linked: usize) {
    let (scheme, case) = (scheme(30), case(30, 3, linked));
    bencher.bench(|| black_box(conform(&scheme, &case, &ConformOptions::default())));
}
