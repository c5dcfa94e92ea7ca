# A program that keeps or breaks what the book's programs promise:
# `promises.rs` runs it as `sh tests/planted.sh FAULT ARGUMENTS`.
taken="error: port $3 is taken"
way_out="$taken: stop who has it, or choose another --port"
usage='Usage: it [--port <port>]'
explained='  --port   the port'
complain() {
  echo "$1" >&2
  exit "${2:-1}"
}
case $1 in
kept) complain "$way_out" ;;
code) complain "$way_out" 3 ;;
no-way-out) complain "$taken" ;;
to-stdout) echo "$way_out"; exit 1 ;;
two-lines) echo "$way_out" >&2; complain so ;;
refuses) complain 'unknown --prot' ;;
begins) echo 'listening on 127.0.0.1:8888'; complain 'unknown --prot' ;;
help) echo "$usage"; echo "$explained" ;;
help-without) echo "$usage [--idle <idle>]"; echo "$explained" ;;
help-empty) echo "$usage"; echo '  --port' ;;
stops) trap 'exit 0' INT; echo ready; while :; do :; done ;;
dies) trap 'exit 130' INT; echo ready; while :; do :; done ;;
# Until it breaks: a child that another test is just starting holds a copy of
# the pipe until it becomes its own program.
closed)
  trap '' PIPE
  echo ready
  while echo more; do :; done
  complain broken
  ;;
still)
  trap '' PIPE
  echo ready
  read -r _
  { echo more || complain broken; complain taken; } &
  sleep 0.05
  kill $!
  wait
  ;;
esac
