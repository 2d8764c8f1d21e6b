/** How the desk names a caller: by name, else by number. */
export function callerOf({ callerName, ani }) {
	return callerName || (ani ? telephone(ani) : 'Unknown caller');
}

/** A North American number in groups; any other as it is. */
export function telephone(digits) {
	const parts = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
	return parts ? `+1 ${parts[1]} ${parts[2]} ${parts[3]}` : digits;
}
