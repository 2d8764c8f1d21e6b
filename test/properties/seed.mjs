/** Chooses the seed of all suites, and prints what repeats them. */
export default function chooseSeed() {
	process.env.PROPERTY_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
	process.env.PROPERTY_RUNS ??= '200';
	const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;
	process.stdout.write(`\nPROPERTY_SEED=${PROPERTY_SEED} PROPERTY_RUNS=${PROPERTY_RUNS}\n`);
}
