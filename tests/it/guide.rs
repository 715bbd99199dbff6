//! The README's guide for CI: what stands there is run as it stands. Left out are the machines: no image is built, and
//! the steps that check out and cache are the platform's own.

use serde_json::Value;

use crate::bench::{Bench, Hosted, Output, examples, private};

const GUIDE: &str = "In CI";
/// What `verify` is clean with.
const OBJECTS: [&str; 2] = ["page", "instagram"];

/// A pipeline's machine: nothing of a person's, the image's variables, the wished state beside it.
struct Runner {
    hosted: Hosted,
    bench: Bench,
}

impl Runner {
    fn new() -> Self {
        let hosted = Hosted::start("small");
        hosted.healthy_app(&OBJECTS);
        let mut bench = Bench::new().without("SNORQ_SECRETS_KEY_FILE");
        for (name, value) in image() {
            bench = bench.with(&name, &value);
        }
        bench = bench.with("SNORQ_GRAPH_URL", hosted.url()).with("SNORQ_DIALOG_URL", hosted.url());
        let wished = examples("The wished state as a file", "toml")[0];
        std::fs::write(bench.side().join("connections.toml"), wished).unwrap();
        Self { hosted, bench }
    }

    /// The same with the variables of a block, each placeholder in it replaced.
    fn with(mut self, variables: &Value) -> Self {
        for (name, value) in variables.as_object().unwrap() {
            let value = self.fill(value.as_str().unwrap());
            self.bench = self.bench.with(name, &value);
        }
        self
    }

    /// What the pipeline's own variables and secrets hold.
    fn stored(&self, name: &str) -> String {
        let credentials = self.hosted.sandbox.credentials().unwrap();
        match name {
            "META_APP_ID" | "SNORQ_APP_ID" => credentials.app_id,
            "META_APP_SECRET" | "SNORQ_APP_SECRET" => credentials.app_secret,
            "META_SYSTEM_TOKEN" => credentials.system_user_token,
            "SNORQ_PASSPHRASE" | "SNORQ_SECRETS_PASSPHRASE" => "six words that nobody else knows".to_owned(),
            other => panic!("the guide does not say what {other} is"),
        }
    }

    fn fill(&self, text: &str) -> String {
        let Some((before, rest)) = text.split_once("${") else { return text.to_owned() };
        let (name, after) = rest.split_once('}').unwrap();
        let name = name.trim_start_matches('{').trim().trim_start_matches("vars.").trim_start_matches("secrets.");
        format!("{before}{}{}", self.stored(name), after.trim_start_matches('}'))
    }

    /// Runs one step as the platforms do: a shell that ends with the first failure.
    fn step(&self, line: &str) -> Output {
        self.bench.shell(&format!("set -e\n{line}"))
    }

    /// As the file wishes, and nothing left to do.
    #[track_caller]
    fn is_as_wished(&self) {
        let listed = self.step("snorq list --columns ref").expect(0).stdout;
        assert_eq!(listed, "facebook:1001\ninstagram:17841400000000001\nfacebook:1003\n");
        self.step("snorq plan -f connections.toml --exit-code").expect(0);
    }
}

/// The variables that the image sets. What it runs is snorq.
fn image() -> Vec<(String, String)> {
    let file = examples(GUIDE, "dockerfile")[0];
    assert!(file.contains("ENTRYPOINT [\"snorq\"]"), "{file}");
    let line = file.lines().find_map(|line| line.strip_prefix("ENV ")).unwrap();
    let pairs = line.split(' ').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The guide's YAML files: compose, GitHub's, GitLab's.
fn file(number: usize) -> Value {
    serde_saphyr::from_str(examples(GUIDE, "yaml")[number]).unwrap()
}

#[test]
fn githubs_workflow_connects_and_verifies_and_does_so_again() {
    let job = &file(1)["jobs"]["connections"];
    let runner = Runner::new().with(&job["env"]);
    for _ in 0..2 {
        let mut done = 0;
        for step in job["steps"].as_array().unwrap() {
            let Some(run) = step["run"].as_str() else {
                assert!(step["uses"].as_str().unwrap().starts_with("actions/"), "{step}");
                continue;
            };
            let own = step["env"].as_object().into_iter().flatten();
            let set = own.map(|(name, value)| format!("{name}='{}'\n", runner.fill(value.as_str().unwrap())));
            runner.step(&(set.collect::<String>() + run)).expect(0);
            done += 1;
        }
        assert_eq!(done, 3);
        runner.is_as_wished();
    }
}

#[test]
fn gitlabs_pipeline_connects_and_verifies_and_does_so_again() {
    let job = &file(2)["connections"];
    let mut runner = Runner::new().with(&job["variables"]);
    for name in ["SNORQ_APP_ID", "SNORQ_APP_SECRET", "SNORQ_SECRETS_PASSPHRASE", "META_SYSTEM_TOKEN"] {
        let value = runner.stored(name);
        runner.bench = runner.bench.with(name, &value);
    }
    let script: Vec<_> = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert_eq!(script.len(), 3);
    for _ in 0..2 {
        runner.step(&script.join("\n")).expect(0);
        runner.is_as_wished();
    }
}

#[test]
fn the_container_verifies_what_stands_in_its_volume() {
    let service = &file(0)["services"]["snorq"];
    let runner = Runner::new().with(&service["environment"]);
    // The two places that the container is given are folders of this machine here.
    let (data, key) = (runner.bench.side().join("data"), runner.bench.side().join("snorq.key"));
    assert_eq!((&service["volumes"][0], &service["secrets"][0]), (&"./data:/data".into(), &"snorq_key".into()));
    std::fs::write(&key, [9; 32]).unwrap();
    private(&key);
    let bench = runner.bench.with("SNORQ_HOME", &data.to_string_lossy());
    let runner = Runner { bench: bench.with("SNORQ_SECRETS_KEY_FILE", &key.to_string_lossy()), hosted: runner.hosted };

    let token = runner.stored("META_SYSTEM_TOKEN");
    let apply = ["apply", "-f", "connections.toml", "--token-stdin"];
    runner.bench.run_with(&apply, &token).expect(0);
    let command: Vec<_> = service["command"].as_str().unwrap().split(' ').collect();
    runner.bench.run(&command).expect(0);
    runner.hosted.sandbox.kill_tokens("100000000000900", 460).unwrap();
    runner.bench.run(&command).expect(5);
}

#[test]
fn a_new_app_secret_is_taken_over_and_every_record_stays() {
    let hosted = Hosted::start("small");
    hosted.healthy_app(&OBJECTS);
    let bench = Bench::new();
    let (id, old) = (&hosted.credentials.app_id, &hosted.credentials);
    let addresses = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    let add = [&["app", "add", "acme", "--app-id", id, "--secret-stdin"], &addresses[..]].concat();
    bench.run_with(&add, &old.app_secret).expect(0);
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &old.system_user_token).expect(0);
    bench.run(&["verify", "--all"]).expect(0);
    let ids = |bench: &Bench| bench.run(&["list", "--columns", "id,ref,created_at"]).expect(0).stdout;
    let before = ids(&bench);

    let export = bench.run(&["export"]).expect(0).stdout;
    hosted.sandbox.reset_secret().unwrap();
    let new = hosted.sandbox.credentials().unwrap();
    bench.run(&["verify", "--all"]).expect(3);
    for (name, text) in
        [("new-secret", &new.app_secret), ("new-token", &new.system_user_token), ("connections.toml", &export)]
    {
        std::fs::write(bench.side().join(name), text).unwrap();
    }
    for line in examples(GUIDE, "sh")[0].lines() {
        bench.shell(line).expect(0);
    }
    assert_eq!(ids(&bench), before);
}
