// Builds the demo once and runs every *.test.js over it: `npm test`, or `npm test search` for search.test.js alone.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);

function run(program, args, env) {
  const done = spawnSync(program, args, { cwd: project, stdio: 'inherit', env: { ...process.env, ...env } });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

// E2E_SITE names a site that is built already.
const site = process.env.E2E_SITE ?? join(project, 'target/e2e/site');
if (!process.env.E2E_SITE) {
  run('cargo', ['run', '--locked', '--quiet', '--', 'build', '--output', site, '--base-url', 'https://demo.example/repo/', '--quiet']);
}
const wanted = process.argv.slice(2);
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.js') && (wanted.length === 0 || wanted.some((w) => name.startsWith(w))))
  .map((name) => join(here, name));
// Two browsers at a time are enough for two cores, and keep what is measured steady.
run(process.execPath, ['--test', '--test-concurrency=2', ...tests], { E2E_SITE: site });
