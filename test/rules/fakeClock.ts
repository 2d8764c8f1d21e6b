import type { Surroundings } from '../../nodes/EightByEightInteractionData/rateLimit';

/** Time that passes only when told to, so that a minute's window takes no minute. */
export class FakeClock implements Surroundings {
	/** What {@link random} answers. */
	chance = 0;

	private time = 0;

	private waits: Array<{ at: number; end: () => void }> = [];

	constructor(readonly windowMs = 60_000) {}

	readonly now = (): number => this.time;

	readonly random = (): number => this.chance;

	/** Like a real timer, never shorter than a millisecond. */
	readonly wait = (ms: number): Promise<void> =>
		new Promise((end) => this.waits.push({ at: this.time + Math.max(1, ms), end }));

	/** How many waits have not ended. */
	get pending(): number {
		return this.waits.length;
	}

	/** Lets everything happen that falls into the next `ms`. */
	async pass(ms: number): Promise<void> {
		const until = this.time + ms;
		await settle();
		for (let next = this.takeNext(until); next !== undefined; next = this.takeNext(until)) {
			this.time = next.at;
			next.end();
			await settle();
		}
		this.time = until;
	}

	/** Lets everything happen until nobody waits any more. */
	async passAll(): Promise<void> {
		await settle();
		for (let next = this.takeNext(Infinity); next !== undefined; next = this.takeNext(Infinity)) {
			this.time = next.at;
			next.end();
			await settle();
		}
	}

	private takeNext(until: number): { at: number; end: () => void } | undefined {
		let first: (typeof this.waits)[number] | undefined;
		for (const wait of this.waits) {
			if (wait.at <= until && (first === undefined || wait.at < first.at)) first = wait;
		}
		this.waits = this.waits.filter((wait) => wait !== first);
		return first;
	}
}

/** Lets promises that are settled take effect, as far as they follow from each other. */
export async function settle(): Promise<void> {
	for (let tick = 0; tick < 16; tick++) await Promise.resolve();
}
