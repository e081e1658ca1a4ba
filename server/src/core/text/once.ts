/** A value that is made when it is first asked for. What makes it, and all that this holds, is let go then. */
export function once<V>(make: () => V): () => V {
  let state: { readonly make: () => V } | { readonly value: V } = { make };
  return () => {
    if ('make' in state) state = { value: state.make() };
    return state.value;
  };
}
