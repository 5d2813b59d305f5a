const PASSED_ON = ["PATH", "Path", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH"]

/**
 * The environment of a database server: what a program needs to run, in the C locale, and
 * nothing of the shop's secrets or of PG* variables meant for clients.
 */
export const childEnv = (
  env: NodeJS.ProcessEnv,
  more: NodeJS.ProcessEnv = {}
): NodeJS.ProcessEnv => {
  const kept = Object.entries(env).filter(([name]) => PASSED_ON.includes(name))
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC", ...more }
}
