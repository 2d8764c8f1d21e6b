import { runInNewContext } from 'node:vm';

/** A date as code in another realm (a Code node, a task runner) makes it. */
export function otherRealmDate(text: string): unknown {
	return runInNewContext(`new Date(${JSON.stringify(text)})`);
}
