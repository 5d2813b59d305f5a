import type { Cluster } from "./cluster"

/** The arguments of `postgres`. Settings are given here, not in postgresql.conf, so that old clusters get new ones. */
export const serverArguments = (cluster: Cluster, port: number, durable: boolean): string[] => {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  }
  return [
    ...["-D", cluster.folder, "-p", String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]
}
