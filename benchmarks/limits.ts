/** What limits a row whose goal is missed, as profiles showed; by the row's id. */
export const limits: Partial<Record<string, string>> = {
  "rebuild.products":
    "Of the CPU time a document, Postgres takes 110 µs, making it and its BSON in Node's one thread 110, storing it 80; two processors share that. secantusd-rs then copies every document to rename the collection, another 70 µs, where MongoDB changes a name; the unique index, built once the shadow is filled, takes 30",
  "visibility.p99":
    "secantusd-rs syncs its journal for each update of a bulk write, 1 to 3 ms each, where MongoDB does so once a bulk: 200 a second keep it busy half the time, and whatever else takes the processors makes a queue. Two batches in flight keep Postgres's part out of that time",
}
