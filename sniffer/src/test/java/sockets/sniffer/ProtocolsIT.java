package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/**
 * What a networks course sees: packets of a protocol, from src/test/resources/protocols, a frame a
 * line. The lines are those of tcpdump for each packet as it is, cut at every length, and mutated;
 * the fields those of tshark.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ProtocolsIT {
    private static final int LONG_FRAME = 400;
    private static final int MUTATIONS = 60;
    private static final int ETHERNET = 14;

    /** What lengths, counts and types may be mistaken for. */
    private static final int[] VALUES = {0, 1, 2, 3, 4, 5, 8, 16, 127, 128, 255};

    @TempDir static Path folder;

    private static List<byte[]> frames(String protocol) throws IOException {
        try (InputStream in =
                ProtocolsIT.class.getResourceAsStream("/protocols/" + protocol + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.lines().map(HexFormat.of()::parseHex).toList();
        }
    }

    /** Writes frames of so many bytes, of which so many are there. */
    private static void write(Path file, List<byte[]> frames, List<Integer> lengths)
            throws IOException {
        try (CaptureWriter writer =
                CaptureWriter.open(
                        Files.newOutputStream(file),
                        file.toString(),
                        LinkType.EN10MB,
                        LinkType.SNAPSHOT_LENGTH,
                        false)) {
            Frame frame = new Frame();
            frame.link(LinkType.EN10MB, false);
            for (int i = 0; i < frames.size(); i++) {
                byte[] bytes = frames.get(i);
                frame.set(bytes, 0, bytes.length, lengths.get(i));
                frame.time(1_700_000_000L, i * 1000);
                writer.write(frame);
            }
        }
    }

    private static byte[] mutated(byte[] frame, int from, int to, Random random) {
        byte[] bytes = frame.clone();
        if (from >= to) return bytes;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int value =
                    random.nextBoolean()
                            ? VALUES[random.nextInt(VALUES.length)]
                            : random.nextInt(256);
            bytes[from + random.nextInt(to - from)] = (byte) value;
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        // what is mutated: from behind the first header that all frames have on
        "dhcp, 42, 1500",
        "igmp, 34, 1500",
        "ntp, 42, 1500",
        "http, 54, 1500",
        "gre, 34, 46",
        "ppp, 50, 1500",
        "vxlan, 42, 64",
        "mpls, 14, 22",
        "stp, 17, 1500",
        "mstp, 17, 1500",
        "rip, 42, 1500",
        "ospf, 36, 1500",
        "ospf-lsa, 36, 1500",
        "ospf3, 55, 1500",
        "lldp, 14, 1500",
        "lldp-organisations, 14, 1500",
        "mptcp, 54, 90",
        // cut only: other numbers of what follows name protocols that are not ours
        "ipv6-extensions, 1500, 1500"
    })
    void linesAreThoseOfTcpdump(String protocol, int from, int to) throws Exception {
        Tools.need("tcpdump");
        Random random = new Random(protocol.hashCode());
        List<byte[]> frames = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (byte[] whole : frames(protocol)) {
            int step = whole.length > LONG_FRAME ? 5 : 1;
            for (int cut = whole.length; cut >= ETHERNET; cut -= step) {
                frames.add(Arrays.copyOf(whole, cut));
                lengths.add(whole.length);
            }
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bytes = mutated(whole, from, Math.min(to, whole.length), random);
                int size = bytes.length - ETHERNET;
                if (random.nextInt(3) == 0)
                    bytes = Arrays.copyOf(bytes, ETHERNET + random.nextInt(size));
                frames.add(bytes);
                lengths.add(whole.length);
            }
        }
        Path file = folder.resolve(protocol + "-lines.pcap");
        write(file, frames, lengths);
        for (String options : new String[] {"-n", "-n -v", "-n -vv", "-n -vvv", "-n -e -v"}) {
            Tcpdump.assertSame(file, options, read(file, options));
        }
    }

    /** Also where an older one is installed: what 4.99.6 printed is in tcpdump-4.99.6.txt. */
    @Test
    void linesAreThoseOfTheNewestTcpdump() throws IOException {
        List<byte[]> frames = frames("versions");
        Path file = folder.resolve("newest.pcap");
        write(file, frames, frames.stream().map(bytes -> bytes.length).toList());
        String text;
        try (InputStream in = ProtocolsIT.class.getResourceAsStream("/tcpdump-4.99.6.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        String[] sections = text.split("(?m)^# ");
        assertEquals(4, sections.length);
        for (int i = 1; i < sections.length; i++) {
            List<String> expected = sections[i].lines().skip(1).toList();
            String options = "-t " + sections[i].lines().findFirst().orElseThrow();
            List<String> lines = read(file, options).stream().map(Tcpdump::asTcpdump).toList();
            for (int j = 0; j < Math.min(lines.size(), expected.size()); j++)
                assertEquals(expected.get(j), lines.get(j), options + ", line " + (j + 1));
            assertEquals(expected.size(), lines.size());
        }
    }

    private static List<String> read(Path file, String options) {
        List<String> command = new ArrayList<>(List.of("read", file.toString()));
        command.addAll(Arrays.asList(options.split(" ")));
        Run.Done run = Run.inside(command.toArray(new String[0]));
        assertEquals(0, run.exit(), () -> "it failed: " + run.err());
        return run.out();
    }

    @ParameterizedTest
    @CsvSource({
        "dhcp, 99, dhcp.type dhcp.hw.type dhcp.hw.len dhcp.hops dhcp.id dhcp.secs dhcp.flags"
                + " dhcp.flags.bc dhcp.ip.client dhcp.ip.your dhcp.ip.server dhcp.ip.relay"
                + " dhcp.hw.mac_addr dhcp.option.dhcp dhcp.option.hostname dhcp.option.router"
                + " dhcp.option.subnet_mask dhcp.option.domain_name_server"
                + " dhcp.option.domain_name dhcp.option.requested_ip_address"
                + " dhcp.option.ip_address_lease_time dhcp.option.dhcp_server_id"
                + " dhcp.option.request_list_item dhcp.option.message"
                + " dhcp.option.renewal_time_value dhcp.option.rebinding_time_value",
        "igmp, 99, igmp.version igmp.type igmp.max_resp igmp.checksum igmp.checksum.status igmp.maddr"
                + " igmp.s igmp.qrv igmp.qqic igmp.num_src igmp.saddr igmp.num_grp_recs"
                + " igmp.record_type",
        "ntp, 9, ntp.flags ntp.flags.li ntp.flags.vn ntp.flags.mode ntp.stratum ntp.ppoll"
                + " ntp.precision ntp.rootdelay ntp.rootdispersion ntp.refid ntp.reftime ntp.org"
                + " ntp.rec ntp.xmt",
        // the others are no messages, of which tshark guesses more
        "http, 9, http.request.method http.request.uri http.request.version http.response.version"
                + " http.response.code http.response.phrase",
        "gre, 7, gre.flags_and_version gre.proto gre.key gre.sequence_number gre.checksum"
                + " mpls.label ip.src ip.dst ipv6.src udp.dstport arp.opcode",
        "ppp, 7, gre.flags_and_version gre.proto gre.key.payload_length gre.key.call_id"
                + " gre.sequence_number gre.ack_number ppp.address ppp.control ppp.protocol"
                + " ppp.code ppp.identifier ppp.length",
        "vxlan, 99, vxlan.flags vxlan.flag_i vxlan.vni eth.dst ip.src udp.dstport arp.opcode",
        "mpls, 4, mpls.label mpls.exp mpls.bottom mpls.ttl ip.src ipv6.src udp.dstport",
        "stp, 6, stp.protocol stp.version stp.type stp.flags stp.root.prio stp.root.ext"
                + " stp.root.hw stp.root.cost stp.bridge.prio stp.bridge.ext stp.bridge.hw"
                + " stp.port",
        "mstp, 5, stp.version stp.flags stp.root.hw stp.bridge.hw mstp.version_3_length"
                + " mstp.config_name mstp.config_revision_level mstp.config_digest"
                + " mstp.cist_internal_root_path_cost mstp.cist_bridge.prio mstp.cist_bridge.ext"
                + " mstp.cist_bridge.hw mstp.cist_remaining_hops mstp.msti.flags"
                + " mstp.msti.msti_id mstp.msti.root.hw mstp.msti.root_cost"
                + " mstp.msti.bridge_priority mstp.msti.port_priority mstp.msti.remaining_hops",
        "rip, 3, rip.command rip.version rip.family rip.route_tag rip.ip rip.netmask rip.next_hop"
                + " rip.metric",
        "ospf, 4, ospf.version ospf.msg ospf.packet_length ospf.srcrouter ospf.area_id"
                + " ospf.checksum ospf.auth.type ospf.hello.network_mask"
                + " ospf.hello.hello_interval ospf.v2.options ospf.hello.router_priority"
                + " ospf.hello.router_dead_interval ospf.hello.designated_router"
                + " ospf.hello.backup_designated_router ospf.hello.active_neighbor",
        "ospf-lsa, 15, ospf.msg ospf.v2.options ospf.db.interface_mtu ospf.dbd ospf.db.dd_sequence"
                + " ospf.lsa.age ospf.lsa ospf.lsa.id ospf.lsid_opaque_type ospf.lsid.opaque_id"
                + " ospf.link_state_id ospf.advrouter ospf.lsa.seqnum ospf.lsa.chksum"
                + " ospf.lsa.length ospf.ls.number_of_lsas ospf.v2.router.lsa.flags"
                + " ospf.lsa.number_of_links ospf.lsa.router.linkid ospf.lsa.router.linkdata"
                + " ospf.lsa.router.linktype ospf.lsa.router.nummetrics ospf.lsa.router.metric0"
                + " ospf.ls.metric ospf.lsa.network.netmask ospf.lsa.network.attchrtr"
                + " ospf.lsa.asbr.netmask ospf.lsa.tos ospf.metric ospf.lsa.asext.netmask"
                + " ospf.lsa.asext.type ospf.lsa.asext.fwdaddr ospf.lsa.asext.extrttag"
                + " ospf.v2.grace.period ospf.v2.grace.reason ospf.v2.grace.ip"
                + " ospf.mpls.routerid ospf.mpls.linktype ospf.mpls.linkid ospf.mpls.local_addr"
                + " ospf.mpls.remote_addr ospf.mpls.te_metric ospf.mpls.linkcolor",
        "ospf3, 18, ospf.version ospf.msg ospf.srcrouter ospf.area_id ospf.instance_id"
                + " ospf.hello.interface_id ospf.hello.router_priority ospf.v3.options"
                + " ospf.hello.hello_interval ospf.hello.router_dead_interval"
                + " ospf.hello.designated_router ospf.hello.backup_designated_router"
                + " ospf.hello.active_neighbor ospf.db.interface_mtu ospf.dbd"
                + " ospf.db.dd_sequence ospf.lsa.age ospf.v3.lsa ospf.link_state_id"
                + " ospf.advrouter ospf.lsa.seqnum ospf.lsa.chksum ospf.lsa.length"
                + " ospf.ls.number_of_lsas ospf.v3.router.lsa.flags ospf.v3.lsa.type ospf.metric"
                + " ospf.v3.lsa.interface_id ospf.v3.lsa.neighbor_interface_id"
                + " ospf.v3.lsa.neighbor_router_id ospf.v3.lsa.attached_router"
                + " ospf.prefix_length ospf.v3.prefix.options ospf.v3.address_prefix.ipv6"
                + " ospf.v3.lsa.destination_router_id ospf.v3.as.external.flags"
                + " ospf.v3.lsa.referenced_ls_type ospf.v3.lsa.forwarding_address.ipv6"
                + " ospf.v3.lsa.external_route_tag ospf.v3.lsa.referenced_link_state_id"
                + " ospf.v3.lsa.router_priority ospf.v3.lsa.link_local_interface_address.ipv6"
                + " ospf.v3.lsa.num_prefixes ospf.v3.lsa.referenced_advertising_router",
        "lldp, 3, lldp.tlv.type lldp.tlv.len lldp.chassis.subtype lldp.chassis.id.mac"
                + " lldp.chassis.id.ip4 lldp.port.subtype lldp.port.id lldp.port.id.mac"
                + " lldp.time_to_live lldp.port.desc lldp.tlv.system.name lldp.tlv.system.desc"
                + " lldp.tlv.system_cap lldp.tlv.enable_system_cap lldp.mgn.address.len"
                + " lldp.mgn.address.subtype lldp.mgn.addr.ip4 lldp.mgn.addr.ip6"
                + " lldp.mgn.interface.subtype lldp.mgn.interface.number",
        "lldp-organisations, 7, lldp.orgtlv.oui lldp.media.subtype"
                + " lldp.media.subtype.caps lldp.media.subtype.class lldp.media.app_type"
                + " lldp.media.policy_flag lldp.media.tag_flag lldp.media.vlan_id"
                + " lldp.media.l2_prio lldp.media.dscp lldp.media.loc.data_format"
                + " lldp.media.loc.lat_resolution lldp.media.loc.latitude"
                + " lldp.media.loc.long_resolution lldp.media.loc.longitude"
                + " lldp.media.loc.alt_type lldp.media.loc.alt_resolution"
                + " lldp.media.loc.altitude lldp.media.loc.datum lldp.media.civic.length"
                + " lldp.media.civic.what lldp.media.civic.country lldp.media.civic.type"
                + " lldp.media.civic.value lldp.media.ecs lldp.media.power.type"
                + " lldp.media.power.source lldp.media.power.prio lldp.media.power.value"
                + " lldp.media.hardware lldp.media.firmware lldp.media.software"
                + " lldp.media.sn lldp.media.manufacturer lldp.media.model lldp.media.asset"
                + " lldp.ieee.802_1.subtype lldp.ieee.802_1.port_vlan.id"
                + " lldp.ieee.802_1.port_and_vlan_id_flag lldp.ieee.802_1.port_proto_vlan.id"
                + " lldp.ieee.802_1.vlan.id lldp.ieee.802_1.vlan.name_len"
                + " lldp.ieee.802_1.vlan.name lldp.ieee.802_1.proto.id_length"
                + " lldp.ieee.802_1.proto.id lldp.ieee.802_1.aggregation_status"
                + " lldp.ieee.802_1.aggregated_port_id lldp.ieee.802_1qau.cnpv.prio0"
                + " lldp.ieee.802_1qau.ready.prio7 lldp.dcbx.ieee.willing"
                + " lldp.dcbx.ieee.ets.cbs lldp.dcbx.ieee.ets.maxtcs lldp.dcbx.ieee.ets.tsa1"
                + " lldp.dcbx.ieee.pfc.mbc lldp.dcbx.ieee.pfc.numtcs lldp.dcbx.ieee.app.prio"
                + " lldp.dcbx.iee.app.sf lldp.ieee.802_3.subtype"
                + " lldp.ieee.802_3.mac_phy_auto_neg_status"
                + " lldp.ieee.802_3.pmd_auto_neg_advertised_caps"
                + " lldp.ieee.802_3.pmd_mau_type lldp.ieee.802_3.mdi_power_support"
                + " lldp.ieee.802_3.mdi_pse_pair lldp.ieee.802_3.mdi_power_class"
                + " lldp.ieee.802_3.aggregation_status lldp.ieee.802_3.aggregated_port_id"
                + " lldp.ieee.802_3.max_frame_size lldp.iana.subtype lldp.iana.mudurl"
                + " lldp.dcbx.proto lldp.dcbx.type lldp.dcbx.len lldp.dcbx.version"
                + " lldp.dcbx.max_version lldp.dcbx.control.seq lldp.dcbx.control.ack"
                + " lldp.dcbx.feature.enabled lldp.dcbx.feature.willing"
                + " lldp.dcbx.feature.error lldp.dcbx.feature.subtype"
                + " lldp.dcbx.feature.pg.pgid_prio3 lldp.dcbx.feature.pg.per1"
                + " lldp.dcbx.feature.pg.numtcs lldp.dcbx.feature.pfc.prio3"
                + " lldp.dcbx.feature.pfc.numtcs lldp.dcbx.feature.app.proto"
                + " lldp.dcbx.feature.app.oui lldp.dcbx.feature.app.sf"
                + " lldp.dcbx.feature.app.prio",
        "mptcp, 16, tcp.options.mptcp.subtype tcp.options.mptcp.version tcp.options.mptcp.flags"
                + " tcp.options.mptcp.sendkey tcp.options.mptcp.recvkey tcp.options.mptcp.addrid"
                + " tcp.options.mptcp.recvtok tcp.options.mptcp.sendrand"
                + " tcp.options.mptcp.sendtrunchmac tcp.options.mptcp.sendhmac"
                + " tcp.options.mptcp.rawdataack tcp.options.mptcp.rawdataseqno"
                + " tcp.options.mptcp.subflowseqno tcp.options.mptcp.datalvllen"
                + " tcp.options.mptcp.ipv4"
    })
    void fieldsAreThoseOfTshark(String protocol, int most, String list) throws Exception {
        Tools.need("tshark");
        List<byte[]> frames = frames(protocol).stream().limit(most).toList();
        Path file = folder.resolve(protocol + "-fields.pcap");
        write(file, frames, frames.stream().map(bytes -> bytes.length).toList());
        String[] names = list.split(" ");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-n",
                                "-T",
                                "fields",
                                "-E",
                                "occurrence=a",
                                "-E",
                                "aggregator=|",
                                "-o",
                                "tcp.desegment_tcp_streams:FALSE",
                                "-o",
                                "tcp.analyze_sequence_numbers:FALSE",
                                "-o",
                                "ip.defragment:FALSE",
                                "-r",
                                file.toString()));
        for (String name : names) command.addAll(List.of("-e", name));
        command.addAll(List.of("-e", "_ws.malformed"));
        List<String> expected = Run.of(command, Map.of()).out();
        String text = String.join("\n", Run.inside("read", file.toString(), "--json").out());
        List<Map<String, List<String>>> packets = JsonPackets.of(text);
        assertEquals(expected.size(), packets.size());
        for (int i = 0; i < expected.size(); i++) {
            String[] values = expected.get(i).split("\t", -1);
            if (!values[names.length].isEmpty()) continue;
            Map<String, List<String>> packet = packets.get(i);
            for (int j = 0; j < names.length; j++)
                // tshark has bytes without colons here, with them in JSON
                assertEquals(
                        values[j].replace(":", ""),
                        String.join("|", packet.getOrDefault(names[j], List.of())).replace(":", ""),
                        "packet " + (i + 1) + " " + names[j]);
        }
    }
}
