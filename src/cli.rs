//! The command line: flags to options, diagnostics and summary to the terminal.

mod args;
mod report;
mod serve;

use args::{Args, CheckArgs, Command, InspectArgs, SiteArgs};
use clap::Parser as _;
use morgue::diag::{Diagnostic, Severity};
use morgue::{Options, Outcome, disk, doubtful, inspect};
use report::Reporter;
use std::path::Path;
use std::process::ExitCode;

/// Runs the program: 0 where all went well, 1 where there was an error or, under `--strict`, a
/// warning, 2 for a wrong use of the command line.
pub(crate) fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(usage) => {
            // Help and version go to standard output and are no error; clap knows which is which.
            let code = usage.exit_code();
            report::printed(usage.print());
            return report::ending(ExitCode::from(u8::try_from(code).unwrap_or(2)));
        }
    };
    report::ending(match args.command {
        Command::Build(site) => with_jobs(site.jobs, || build(&site)),
        Command::Check(args) => with_jobs(args.site.jobs, || check(&args)),
        Command::Serve(args) => with_jobs(args.jobs, || serve::run(&args)),
        Command::Inspect(files) => inspect_files(&files),
        Command::Init { dir } => init(&dir),
    })
}

fn with_jobs(jobs: Option<u16>, run: impl FnOnce() -> ExitCode) -> ExitCode {
    if let Some(jobs) = jobs {
        // Fails only if the pool is set already, which nothing before this does.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build_global();
    }
    run()
}

fn options(site: &SiteArgs) -> Options {
    Options {
        root: site.root.clone(),
        content: site.content.clone(),
        output: site.output.clone(),
        base_url: site.base_url.clone(),
        last: false,
    }
}

fn build(site: &SiteArgs) -> ExitCode {
    let reporter = Reporter::new(site.quiet);
    let options = Options {
        last: true,
        ..options(site)
    };
    let outcome = morgue::build(&options, &reporter);
    reporter.diagnostics(&outcome.said, false);
    reporter.summary(&outcome);
    status(&outcome, site.strict)
}

fn check(args: &CheckArgs) -> ExitCode {
    let site = &args.site;
    let reporter = Reporter::new(site.quiet || args.json);
    let outcome = morgue::check(&options(site), &reporter);
    if args.json {
        report::line(&doubtful::to_json(&outcome.said).to_string());
    } else {
        reporter.diagnostics(&outcome.said, true);
        reporter.checked(&outcome);
    }
    status(&outcome, site.strict)
}

fn status(outcome: &Outcome, strict: bool) -> ExitCode {
    let warned = outcome.said.iter().any(|d| d.severity == Severity::Warning);
    if outcome.has_errors() || outcome.summary.is_none() || (strict && warned) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

fn inspect_files(args: &InspectArgs) -> ExitCode {
    let mut failed = false;
    let hints = match inspect::hints(Path::new(".")) {
        Ok(hints) => hints,
        Err(said) => {
            report::errors(&said);
            return ExitCode::from(1);
        }
    };
    for (i, file) in args.files.iter().enumerate() {
        match inspect::file(file, &hints) {
            Ok(found) if args.json => {
                report::line(&inspect::to_json(&found.path, &found.draft).to_string())
            }
            Ok(found) => {
                if i > 0 {
                    report::line("");
                }
                report::line(inspect::table(&found).trim_end());
            }
            Err(said) => {
                failed = true;
                report::errors(&said);
            }
        }
    }
    if failed {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

fn init(dir: &Path) -> ExitCode {
    match disk::init(dir) {
        Ok(files) => {
            let place = disk::shown(dir);
            report::line(&format!("Wrote a new archive into {place}:"));
            files
                .iter()
                .for_each(|file| report::line(&format!("  {file}")));
            report::line(&format!("Build it with:  morgue build {place}"));
            ExitCode::SUCCESS
        }
        Err(said) => {
            report::errors(&said);
            ExitCode::from(1)
        }
    }
}

/// Whether a diagnostic is one that large archives have by the thousand and that changes nothing in
/// what is published.
fn is_common(said: &Diagnostic) -> bool {
    matches!(
        said.kind.as_ref(),
        "no-byline"
            | "no-date"
            | "no-headline"
            | "hidden"
            | "section-page"
            | "page-parts"
            | "draft"
            | "no-body"
    )
}
