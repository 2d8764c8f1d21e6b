/** How often each property is tried, and from which seed; see the jest configuration beside this. */
export const runs = {
	numRuns: Number(process.env.PROPERTY_RUNS),
	seed: Number(process.env.PROPERTY_SEED),
};
