"""Reads docs/machine/compose.yaml and cloud-init.yaml as who uses them does; fails where they could not; prints the packages."""

import ipaddress
import pathlib
import sys

import yaml

folder = pathlib.Path(sys.argv[1])


def check(value, schema, where):
    """The value is of that type; of a dict the keys are those (where one is "*": any), and so on; of a list each element."""
    if isinstance(schema, dict):
        assert isinstance(value, dict), f"{where}: no mapping"
        for key, inner in value.items():
            assert key in schema or "*" in schema, f"{where}: unknown key {key}"
            check(inner, schema.get(key, schema.get("*")), f"{where}.{key}")
    elif isinstance(schema, list):
        assert isinstance(value, list) and value, f"{where}: no list"
        for inner in value:
            check(inner, schema[0], where)
    else:
        assert isinstance(value, schema), f"{where}: {value!r} is no {schema.__name__}"


compose = yaml.safe_load((folder / "compose.yaml").read_text())
service = {
    "image": str,
    "build": {"context": str, "dockerfile": str},
    "hostname": str,
    "cap_add": [str],
    "tty": bool,
    "stdin_open": bool,
    "stop_signal": str,
    "networks": {"*": {"ipv4_address": str}},
}
network = {"ipam": {"config": [{"subnet": str, "gateway": str}]}}
# no "name": docker-compose 1.29, which Debian 12 has, refuses the file
check(compose, {"services": {"*": service}, "networks": {"*": network}}, "compose")
[(name, cable)] = compose["networks"].items()
[config] = cable["ipam"]["config"]
subnet = ipaddress.ip_network(config["subnet"])
addresses = [config["gateway"]]
for host, made in compose["services"].items():
    assert made["hostname"] == host and "NET_RAW" in made["cap_add"], host
    assert (folder / made["build"]["context"] / made["build"]["dockerfile"]).exists(), host
    addresses.append(made["networks"][name]["ipv4_address"])
assert len(set(addresses)) == 3 and all(ipaddress.ip_address(a) in subnet for a in addresses), addresses

text = (folder / "cloud-init.yaml").read_text()
assert text.startswith("#cloud-config\n"), "cloud-init takes a file by its first line"
cloud = yaml.safe_load(text)
check(cloud, {"package_update": bool, "packages": [str], "locale": str, "runcmd": [[str]]}, "cloud-init")
print(*cloud["packages"], sep="\n")
