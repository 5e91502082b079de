/** The name of a type, as `ACCOUNT_<wbr>SYNC_<wbr>TASK_<wbr>FINISHED`: it breaks only between its words. */
export function TypeName({ type }: { type: string }) {
  return (
    <>
      {type.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/).map((word, index) => (
        <span key={index}>
          {index > 0 && <wbr />}
          {word}
        </span>
      ))}
    </>
  );
}
